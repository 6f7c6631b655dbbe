package dev.saoma.server.doctor;

import java.time.Duration;
import java.time.Instant;

/** Compares this machine's clock with another one. */
public final class ClockDifference {
    /** The greatest difference between nodes and their database that is not reported. */
    public static final Duration TOLERATED = Duration.ofSeconds(5);

    private static final Duration FAR = Duration.ofSeconds(60);

    private ClockDifference() {}

    /**
     * @param key {@code clock.} and the name of the other clock
     * @param other the other clock's time at some moment between {@code before} and {@code after}
     * @param tolerance the greatest difference that is not reported
     */
    static Finding finding(String key, Instant other, Instant before, Instant after, Duration tolerance) {
        Duration apart = other.isBefore(before)
                ? Duration.between(other, before)
                : other.isAfter(after) ? Duration.between(after, other) : Duration.ZERO;
        if (apart.compareTo(tolerance) <= 0) {
            return Finding.ok(key + ".agrees");
        }
        return differs(key + ".differs", apart, apart.toSeconds());
    }

    /**
     * Returns the finding that clocks differ, as a failure beyond a minute.
     *
     * @param key of the message bundle
     */
    public static Finding differs(String key, Duration apart, Object... arguments) {
        return apart.compareTo(FAR) > 0 ? Finding.fail(key, arguments) : Finding.warn(key, arguments);
    }
}
