/**
 * The {@code ./saoma demo} command: a server, the emulator, a page that shows a login step by step, and the same login
 * without a browser. Nothing depends on it, and it is not published.
 */
@NullMarked
package dev.saoma.demo;

import org.jspecify.annotations.NullMarked;
