package dev.saoma.emulator.fault;

import java.time.Duration;

/** Limits of durations, so that every fault ends by itself. */
final class Bounds {

    private static final Duration MAX = Duration.ofMinutes(10);

    private Bounds() {}

    static void duration(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " needs millis from 0 to " + MAX.toMillis() + ".");
        }
    }
}
