/** The time by which everything in the emulator lives. Moved by tests; read by every package that keeps a life. */
@NullMarked
package dev.saoma.emulator.internal.clock;

import org.jspecify.annotations.NullMarked;
