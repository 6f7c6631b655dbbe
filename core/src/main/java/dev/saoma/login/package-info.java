/**
 * What every login type shares: the port {@link dev.saoma.login.LoginType}, the instance with the five methods of the
 * specification, attempts, login codes, and {@link dev.saoma.login.LoginService}, the one way through all of them.
 * Instances and the HTTP layer call it; it knows no provider and no HTTP.
 */
@NullMarked
package dev.saoma.login;

import org.jspecify.annotations.NullMarked;
