/**
 * The transaction of an administrator's change: the rows of the server and of the login, the audit rows, and the sessions that
 * it ends. Depends neither on accounts and organisations nor on HTTP.
 */
@NullMarked
package dev.saoma.server.change;

import org.jspecify.annotations.NullMarked;
