/**
 * The control API under {@code /_emulator}: JSON for tests, scripts and the emulator's own pages. Must not decide anything
 * about WeChat; it only moves what the other packages hold.
 */
@NullMarked
package dev.saoma.emulator.internal.control;

import org.jspecify.annotations.NullMarked;
