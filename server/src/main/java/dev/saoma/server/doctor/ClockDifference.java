package dev.saoma.server.doctor;

import java.time.Duration;
import java.time.Instant;

/** Compares this machine's clock with another one. */
final class ClockDifference {
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
        return apart.compareTo(FAR) > 0
                ? Finding.fail(key + ".differs", apart.toSeconds())
                : Finding.warn(key + ".differs", apart.toSeconds());
    }
}
