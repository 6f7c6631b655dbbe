package dev.saoma.time;

import dev.saoma.ExtensionPoint;

/**
 * Measures how much time has passed. Unlike a {@link java.time.Clock} it never goes back and is not set by anybody, so a
 * cache's life and a rate keep their length when the machine's clock is set. Only differences mean something. Called by many
 * threads.
 */
@ExtensionPoint
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since a moment that stays the same for the life of the process; may be negative. */
    long nanos();

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
