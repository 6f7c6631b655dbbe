package dev.saoma.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures time without the pauses in which this process was not run: a promise of the product's to answer in so many seconds
 * is one to a machine that runs it. While it is open a thread asks for naps of a millisecond; one that is 50 ms late or more
 * was a pause. The delays of a machine that is only busy are shorter, and what a bound is tested with has to allow for them.
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

    /** The time since this was made, without pauses. */
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
            // Closed.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
