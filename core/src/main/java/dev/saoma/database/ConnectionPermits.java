package dev.saoma.database;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One permit for each connection; callers queue for them in order. Thread-safe. */
final class ConnectionPermits {
    private final int size;
    // A connection pool is not fair, so some callers would wait for seconds.
    private final Semaphore free;
    private volatile boolean closed;

    ConnectionPermits(int size) {
        this.size = size;
        this.free = new Semaphore(size, true);
    }

    /** @throws dev.saoma.error.LoginException {@code store_unavailable} when no permit is free within {@code waitMs} */
    void acquire(int waitMs) {
        if (closed) {
            throw StoreErrors.unavailable("closed");
        }
        try {
            if (!free.tryAcquire(waitMs, TimeUnit.MILLISECONDS)) {
                throw StoreErrors.unavailable("every connection is in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreErrors.unavailable("interrupted");
        }
    }

    void release() {
        free.release();
    }

    DatabaseLoad load() {
        return new DatabaseLoad(size, size - free.availablePermits(), free.getQueueLength());
    }

    /** Rejects all later callers. */
    void close() {
        closed = true;
    }
}
