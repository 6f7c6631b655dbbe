/**
 * The transaction of an administrator's change: the server's and the login's rows, the audit rows, and the sessions that end with
 * it. It knows neither accounts nor organisations, and nothing of HTTP.
 */
@NullMarked
package dev.saoma.server.change;

import org.jspecify.annotations.NullMarked;
