/**
 * Everything that may be used once: login attempts, login codes. One row each, looked up by the hash of a random token,
 * taken by one conditional statement. {@code login} says what they mean; nothing here does.
 */
@NullMarked
package dev.saoma.ticket;

import org.jspecify.annotations.NullMarked;
