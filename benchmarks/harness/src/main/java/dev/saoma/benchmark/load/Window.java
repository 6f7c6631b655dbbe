package dev.saoma.benchmark.load;

import java.time.Duration;

/**
 * The number of clients and the length of one measurement.
 *
 * @param settle the time before the window, which is not counted
 */
public record Window(int clients, Duration settle, Duration length) {
    public static Window of(int clients, double seconds) {
        return new Window(clients, Duration.ofMillis(300), Duration.ofMillis((long) (seconds * 1_000)));
    }

    public Window settling(Duration longer) {
        return new Window(clients, longer, length);
    }
}
