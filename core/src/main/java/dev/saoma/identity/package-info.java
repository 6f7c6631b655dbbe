/**
 * Who is who: the identifiers, the ledger (user, unionid for each Open Platform account, openid for each app) with the rules
 * of bind and unbind, the model that reads it, and the ports to an application's own users and organisations.
 * {@code login} calls it inside a transaction; it knows neither HTTP nor how rows are kept.
 */
@NullMarked
package dev.saoma.identity;

import org.jspecify.annotations.NullMarked;
