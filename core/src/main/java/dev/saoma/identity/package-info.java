/**
 * Identifiers of users, WeChat identities and organisations, the row that binds a WeChat to a user, and the ports to an
 * application's own users and organisations. Knows neither HTTP nor storage.
 */
@NullMarked
package dev.saoma.identity;

import org.jspecify.annotations.NullMarked;
