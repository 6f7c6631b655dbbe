package dev.saoma.database;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** As many permits as there are connections; callers queue for one in order. Thread-safe. */
final class ConnectionPermits {
    private final int size;
    // A pool hands connections on unfairly, and some callers would wait for seconds.
    private final Semaphore free;
    private volatile boolean closed;

    ConnectionPermits(int size) {
        this.size = size;
        this.free = new Semaphore(size, true);
    }

    /** @throws dev.saoma.error.LoginException {@code store_unavailable} when none is free within {@code waitMs} */
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

    /** Refuses every later caller. */
    void close() {
        closed = true;
    }
}
