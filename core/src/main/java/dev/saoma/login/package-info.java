/**
 * The login flow: {@link dev.saoma.login.LoginService} with its requests and results, and one class for each step of a
 * login. It knows no provider and no HTTP.
 */
@NullMarked
package dev.saoma.login;

import org.jspecify.annotations.NullMarked;
