package dev.saoma.database;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections that read a SQLite file; callers queue for them in order. Thread-safe. */
final class SqliteReaders implements AutoCloseable {
    private final int size;
    private final long waitMs;
    private final BlockingQueue<SqlConnection> free;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    SqliteReaders(List<SqlConnection> connections, long waitMs) {
        this.size = connections.size();
        this.waitMs = waitMs;
        this.free = new ArrayBlockingQueue<>(size, true, connections);
    }

    <T> T read(Function<SqlConnection, T> work) {
        SqlConnection connection = take();
        try {
            return work.apply(connection);
        } catch (UncheckedSqlException e) {
            throw StoreErrors.of(e);
        } finally {
            free.add(connection);
        }
    }

    private SqlConnection take() {
        waiting.incrementAndGet();
        try {
            @Nullable SqlConnection connection = closed ? null : free.poll(waitMs, TimeUnit.MILLISECONDS);
            if (connection == null) {
                throw StoreErrors.unavailable(closed ? "closed" : "every connection is in use");
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreErrors.unavailable("interrupted");
        } finally {
            waiting.decrementAndGet();
        }
    }

    int waiting() {
        return waiting.get();
    }

    int inUse() {
        return size - free.size();
    }

    /** Waits until no connection is in use, then closes all. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int i = 0; i < size; i++) {
            try {
                @Nullable SqlConnection connection = free.poll(waitMs, TimeUnit.MILLISECONDS);
                if (connection != null) {
                    connection.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
