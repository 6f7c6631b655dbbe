package dev.saoma.time;

import dev.saoma.ExtensionPoint;

/**
 * Measures elapsed time. Unlike a {@link java.time.Clock} it never goes back and cannot be set, so a cache's time to
 * live and a rate keep their length when the machine's clock is set. Only differences have a meaning. Called by many
 * threads.
 */
@ExtensionPoint
@FunctionalInterface
public interface Ticker {

    /** Returns nanoseconds since a fixed moment of the process; may be negative. */
    long nanos();

    /** Returns a ticker of {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
