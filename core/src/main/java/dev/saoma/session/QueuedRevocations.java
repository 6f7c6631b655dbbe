package dev.saoma.session;

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
 * Lets nobody wait for other revocations: they are told on a thread of this one's own, in the order they came, and dropped
 * when 10,000 wait already. Thread-safe.
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
    private final Thread teller = new Thread(this::tellAll, "saoma-revocations");

    /** @param slow may hang or fail */
    public QueuedRevocations(Revocations slow) {
        this.slow = slow;
        teller.setDaemon(true);
        if (slow != NoRevocations.NONE) {
            teller.start();
        }
    }

    @Override
    public void tell(Collection<TokenHash> ended) {
        if (slow == NoRevocations.NONE) {
            return;
        }
        for (TokenHash one : ended) {
            if (!waiting.offer(one) && dropping.compareAndSet(false, true)) {
                LOG.warn("more sessions end than the other nodes can be told of; those find out by themselves");
            }
        }
    }

    @Override
    public void hear(Listener listener) {
        slow.hear(listener);
    }

    private void tellAll() {
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
                failing = !told(batch, failing);
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

    private boolean told(List<TokenHash> batch, boolean failing) {
        try {
            slow.tell(List.copyOf(batch));
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("other nodes were not told of sessions that ended; those find out by themselves: {}", kind(e));
            }
            return false;
        }
    }

    /** Without its message, which may name an address with a password. */
    private static String kind(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }

    /** Tells what waits, for a second at most. */
    @Override
    public void close() {
        if (!waiting.offer(END)) {
            teller.interrupt();
        }
        try {
            teller.join(CLOSING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        teller.interrupt();
    }
}
