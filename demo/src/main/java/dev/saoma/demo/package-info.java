/**
 * What {@code ./saoma demo} runs: a server, the emulator beside it, a page that shows a login step by step, and the same
 * journey without a browser. Nothing depends on it, and nothing in it is published.
 */
@NullMarked
package dev.saoma.demo;

import org.jspecify.annotations.NullMarked;
