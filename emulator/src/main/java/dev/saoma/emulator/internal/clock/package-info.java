/** The emulator's clock. Tests move it; every package with lifetimes reads it. */
@NullMarked
package dev.saoma.emulator.internal.clock;

import org.jspecify.annotations.NullMarked;
