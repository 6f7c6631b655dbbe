/**
 * The users that the server keeps itself: who they are, how they change, and with what each change ends. It knows the
 * login's rows only as far as it ends sessions, and nothing of HTTP.
 */
@NullMarked
package dev.saoma.server.account;

import org.jspecify.annotations.NullMarked;
