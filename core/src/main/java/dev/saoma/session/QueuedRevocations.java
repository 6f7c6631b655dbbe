package dev.saoma.session;

import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.secret.TokenHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes through other revocations on a separate thread, in order, so that no request waits for them. Queues at most 10,000
 * hashes and drops further ones. Thread-safe.
 */
public final class QueuedRevocations implements Revocations, AutoCloseable {
    static final int WAITING = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(QueuedRevocations.class);
    private static final int AT_ONCE = 500;
    private static final int CLOSING_MS = 1_000;
    private static final TokenHash END = new TokenHash("");

    private final Revocations slow;
    private final BlockingQueue<TokenHash> waiting = new LinkedBlockingQueue<>(WAITING);
    private final AtomicBoolean dropping = new AtomicBoolean();
    private final Thread publisher = DaemonThreads.named("saoma-revocations").newThread(this::publishAll);

    /** @param slow may hang or fail */
    public QueuedRevocations(Revocations slow) {
        this.slow = slow;
        if (slow != NoRevocations.NONE) {
            publisher.start();
        }
    }

    @Override
    public void publish(Collection<TokenHash> ended) {
        if (slow == NoRevocations.NONE) {
            return;
        }
        for (TokenHash one : ended) {
            if (!waiting.offer(one) && dropping.compareAndSet(false, true)) {
                LOG.warn("too many sessions end to notify the other nodes of all; their caches expire instead");
            }
        }
    }

    @Override
    public void subscribe(Listener listener) {
        slow.subscribe(listener);
    }

    private void publishAll() {
        boolean failing = false;
        while (true) {
            List<TokenHash> batch;
            try {
                batch = next();
            } catch (InterruptedException e) {
                return;
            }
            boolean last = batch.remove(END);
            if (!batch.isEmpty()) {
                failing = !published(batch, failing);
            }
            if (last) {
                return;
            }
        }
    }

    private List<TokenHash> next() throws InterruptedException {
        var batch = new ArrayList<TokenHash>();
        batch.add(waiting.take());
        waiting.drainTo(batch, AT_ONCE - 1);
        if (waiting.isEmpty()) {
            dropping.set(false);
        }
        return batch;
    }

    private boolean published(List<TokenHash> batch, boolean failing) {
        try {
            slow.publish(List.copyOf(batch));
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("other nodes were not notified of ended sessions; their caches expire instead: {}", kind(e));
            }
            return false;
        }
    }

    /** Returns the type of a failure; its message may contain an address with a password. */
    private static String kind(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }

    /** Publishes the queued hashes, for at most a second. */
    @Override
    public void close() {
        if (!waiting.offer(END)) {
            publisher.interrupt();
        }
        try {
            publisher.join(CLOSING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.interrupt();
    }
}
