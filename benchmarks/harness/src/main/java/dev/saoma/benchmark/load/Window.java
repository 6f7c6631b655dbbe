package dev.saoma.benchmark.load;

import java.time.Duration;

/**
 * How many ask, and how long.
 *
 * @param settle what goes before and is not counted
 */
public record Window(int clients, Duration settle, Duration length) {
    public static Window of(int clients, double seconds) {
        return new Window(clients, Duration.ofMillis(300), Duration.ofMillis((long) (seconds * 1_000)));
    }

    public Window settling(Duration longer) {
        return new Window(clients, longer, length);
    }
}
