/** The users that the server stores, and an administrator's changes to them. It knows nothing of HTTP. */
@NullMarked
package dev.saoma.server.account;

import org.jspecify.annotations.NullMarked;
