/**
 * The users of WeChat identities: account links, binding and unbinding, users who no longer exist. The steps of a login
 * build on it. Not part of the API.
 */
@NullMarked
package dev.saoma.internal.account;

import org.jspecify.annotations.NullMarked;
