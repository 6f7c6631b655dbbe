package dev.saoma.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for asynchronous results. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /**
     * Waits until a condition holds, for at most a minute.
     *
     * @throws AssertionError with {@code what} as its description if the condition does not hold in time
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
