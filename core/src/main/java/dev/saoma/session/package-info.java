/**
 * Who is signed in: sessions, their life, and the bounded cache through which every request asks.
 * {@code login} issues them, the HTTP layer checks and ends them.
 */
@NullMarked
package dev.saoma.session;

import org.jspecify.annotations.NullMarked;
