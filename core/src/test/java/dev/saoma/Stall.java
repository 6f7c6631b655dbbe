package dev.saoma;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what a busy machine took from this process while it is open: a thread asks for naps of a millisecond and adds up
 * what they took beyond two. What a test allows for a bound in time, it allows on top of this.
 */
public final class Stall implements AutoCloseable {
    private static final long NAP = 1_000_000;

    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "stall");
    private final long begun = System.nanoTime();

    public Stall() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** The time since this was made that the process could use. */
    public Duration used() {
        return Duration.ofNanos(System.nanoTime() - begun - lost.get());
    }

    private void watch() {
        try {
            while (true) {
                long before = System.nanoTime();
                Thread.sleep(1);
                lost.addAndGet(Math.max(0, System.nanoTime() - before - 2 * NAP));
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
