package dev.saoma.server.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Sends the attempts of this node as they change, to at most 20 readers at once. Each reader has the thread of its request.
 * Thread-safe.
 */
public final class FlowStreams {
    /** The largest number of streams of a node. */
    public static final int MOST = 20;

    private static final int ATTEMPTS = 200;
    private static final long LOOK_MS = 500;
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration RIGHT = Duration.ofSeconds(5);

    private final FlowRecorder recorder;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean isEnded;

    /** Creates streams of what a recorder sees. */
    public FlowStreams(FlowRecorder recorder) {
        this.recorder = recorder;
    }

    /** Receives what has changed. */
    public interface Reader {
        /**
         * Called with what has changed.
         *
         * @param changed the attempts, the last changed first; not empty
         */
        void changed(List<FlowAttempt> changed) throws IOException;

        /** Called after a time without a change, so that proxies keep the connection. */
        void unchanged() throws IOException;
    }

    /** Returns whether one more reader is admitted now. */
    public boolean isFree() {
        return open.get() < MOST && !isEnded;
    }

    /**
     * Sends what changes after a number, until the reader is gone, has no right any more, or the server stops.
     *
     * @param isAllowed asked every five seconds
     */
    public void run(long after, Predicate<FlowAttempt> wanted, BooleanSupplier isAllowed, Reader reader)
            throws IOException {
        try {
            if (open.incrementAndGet() <= MOST) {
                send(after, wanted, isAllowed, reader);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private void send(long after, Predicate<FlowAttempt> wanted, BooleanSupplier isAllowed, Reader reader)
            throws IOException, InterruptedException {
        long number = after;
        long sentAt = System.nanoTime();
        long askedAt = sentAt;
        // Tells the browser at once that the stream is open.
        reader.unchanged();
        while (!isEnded) {
            long now = System.nanoTime();
            if (now - askedAt > RIGHT.toNanos()) {
                if (!isAllowed.getAsBoolean()) {
                    return;
                }
                askedAt = now;
            }
            List<FlowAttempt> changed = recorder.after(number, wanted, ATTEMPTS);
            if (!changed.isEmpty()) {
                reader.changed(changed);
                number = changed.get(0).number();
                sentAt = now;
            } else if (now - sentAt > SILENCE.toNanos()) {
                reader.unchanged();
                sentAt = now;
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /** Ends all streams within half a second, and admits no more. */
    public void end() {
        isEnded = true;
    }
}
