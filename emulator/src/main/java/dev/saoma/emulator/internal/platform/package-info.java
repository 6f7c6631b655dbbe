/**
 * The emulated Open Platform without HTTP. The pages, the control API and the Java API all use it, so that they cannot
 * differ. It must not know its callers.
 */
@NullMarked
package dev.saoma.emulator.internal.platform;

import org.jspecify.annotations.NullMarked;
