/**
 * Listeners for logins: events of users, and the begin and end of each step. The app sets the listeners; the login flow
 * and the WeChat client call them. A step says its instance and its attempt; nothing holds a secret, a code, a
 * token or an openid.
 */
@NullMarked
package dev.saoma.observe;

import org.jspecify.annotations.NullMarked;
