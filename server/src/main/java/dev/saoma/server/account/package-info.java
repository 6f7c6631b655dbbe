/** The users that the server stores, and an administrator's changes to them. Does not depend on HTTP. */
@NullMarked
package dev.saoma.server.account;

import org.jspecify.annotations.NullMarked;
