package dev.saoma.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures time without the pauses in which this process was not run, because the product's time limits apply only to a
 * running process. While this is open, a thread repeatedly sleeps for a millisecond; a sleep that ends at least 50 ms late is
 * a pause. The delays of a machine that is merely busy are shorter, so the tests of a limit must allow for them.
 */
public final class Stall implements AutoCloseable {
    private static final long NAP = 1_000_000;
    private static final long PAUSE = 50 * NAP;

    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "stall");
    private final long begun = System.nanoTime();

    public Stall() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the time since creation, without pauses. */
    public Duration used() {
        return Duration.ofNanos(System.nanoTime() - begun - lost.get());
    }

    private void watch() {
        try {
            while (true) {
                long before = System.nanoTime();
                Thread.sleep(1);
                long late = System.nanoTime() - before - NAP;
                if (late >= PAUSE) {
                    lost.addAndGet(late);
                }
            }
        } catch (InterruptedException e) {
            // This was closed.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
