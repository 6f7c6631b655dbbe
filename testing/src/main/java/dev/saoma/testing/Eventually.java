package dev.saoma.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what comes in its own time. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /**
     * Waits for it, a minute at most.
     *
     * @throws AssertionError with what it waited for
     */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came about: " + what);
            }
            Thread.sleep(20);
        }
    }
}
