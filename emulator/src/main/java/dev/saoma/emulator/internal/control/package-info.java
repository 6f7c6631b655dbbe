/**
 * The control API under {@code /_emulator}: JSON for tests, scripts and the emulator's own pages. It holds no rules of
 * WeChat; it only changes the state of the other packages.
 */
@NullMarked
package dev.saoma.emulator.internal.control;

import org.jspecify.annotations.NullMarked;
