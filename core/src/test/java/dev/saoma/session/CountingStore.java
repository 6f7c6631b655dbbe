package dev.saoma.session;

import dev.saoma.durability.Durability;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Counts reads and writes. If {@code slow}, delays the result of a read so that it may be stale. */
final class CountingStore implements Store {
    private final Store store;
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    volatile boolean slow;

    CountingStore(Store store) {
        this.store = store;
    }

    @Override
    public <T> T write(Durability durability, Function<Transaction, T> work) {
        writes.incrementAndGet();
        return store.write(durability, work);
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        reads.incrementAndGet();
        T found = store.read(work);
        if (slow) {
            dawdle();
        }
        return found;
    }

    private static void dawdle() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
