/**
 * The emulated Open Platform in one piece, without HTTP: what the pages, the control API and the Java face all act on, so
 * that the three cannot differ. Must not know how it is reached.
 */
@NullMarked
package dev.saoma.emulator.internal.platform;

import org.jspecify.annotations.NullMarked;
