package dev.saoma.redis;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what comes in its own time. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Eventually() {}

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came about: " + what);
            }
            Thread.sleep(20);
        }
    }
}
