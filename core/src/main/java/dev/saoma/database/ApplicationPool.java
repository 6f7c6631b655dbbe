package dev.saoma.database;

import dev.saoma.durability.Durability;
import dev.saoma.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * An application's own data source. Transactions run on separate threads, as many as connections may be in use. So a
 * transaction that the application has open on the caller's thread is never joined, whichever proxy ties connections to
 * threads. A caller whose connection does not come in time gets a failure, and only the separate thread waits on for
 * the application's pool.
 */
final class ApplicationPool implements ConnectionPool {
    private static final int IDLE_SECONDS = 30;

    private final DataSource source;
    private final ConnectionPermits permits;
    private final ThreadPoolExecutor threads;
    private final TableLocation tables;

    private ApplicationPool(DataSource source, int connections, ThreadPoolExecutor threads, TableLocation tables) {
        this.source = source;
        this.permits = new ConnectionPermits(connections);
        this.threads = threads;
        this.tables = tables;
    }

    /** @throws SQLException when the data source gives no connection */
    static ApplicationPool of(DataSource source, int connections) throws SQLException {
        var threads = new ThreadPoolExecutor(
                connections, connections, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
        threads.allowCoreThreadTimeOut(true);
        try {
            return new ApplicationPool(source, connections, threads, tables(source, threads));
        } catch (SQLException | RuntimeException e) {
            threads.shutdown();
            throw e;
        }
    }

    private static TableLocation tables(DataSource source, ThreadPoolExecutor threads) throws SQLException {
        try {
            return threads.submit(() -> TableLocation.of(source)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreErrors.unavailable("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** The threads must not inherit anything bound to a caller's thread. */
    private static ThreadFactory threads() {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(null, task, "saoma-store-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    Dialect dialect() {
        return tables.dialect();
    }

    @Override
    public <T> T write(Durability durability, Function<SqlConnection, T> work) {
        return transact(true, durability, work);
    }

    @Override
    public <T> T read(Function<SqlConnection, T> work) {
        return transact(false, Durability.SYNCHRONOUS, work);
    }

    private <T> T transact(boolean commit, Durability durability, Function<SqlConnection, T> work) {
        long startNanos = Ticker.system().nanos();
        permits.acquire(WAIT_MS);
        var borrowed = new CompletableFuture<Boolean>();
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            threads.execute(() -> run(
                    borrowed,
                    done,
                    () -> transaction(borrowed, connection -> connection.transaction(commit, durability, work))));
        } catch (RuntimeException e) {
            permits.release();
            throw StoreErrors.unavailable("closed");
        }
        long left = TimeUnit.MILLISECONDS.toNanos(WAIT_MS) - (Ticker.system().nanos() - startNanos);
        return await(borrowed, done, left);
    }

    private interface ConnectionWork<T> {
        T run() throws SQLException;
    }

    private <T> void run(CompletableFuture<Boolean> borrowed, CompletableFuture<T> done, ConnectionWork<T> work) {
        try {
            T result;
            try {
                result = work.run();
            } finally {
                // Not before the connection is returned, else more threads than permitted would wait for the pool.
                permits.release();
            }
            done.complete(result);
        } catch (SQLException e) {
            done.completeExceptionally(new UncheckedSqlException(e));
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
        borrowed.complete(true);
    }

    private interface BorrowedWork<T> {
        T run(BorrowedConnection connection) throws SQLException;
    }

    private <T> T transaction(CompletableFuture<Boolean> borrowed, BorrowedWork<T> work) throws SQLException {
        try (Connection jdbc = source.getConnection();
                BorrowedConnection connection = tables.borrow(jdbc)) {
            connection.prepare();
            if (!borrowed.complete(true)) {
                throw StoreErrors.unavailable("the caller has gone");
            }
            return work.run(connection);
        }
    }

    private static <T> T await(CompletableFuture<Boolean> borrowed, CompletableFuture<T> done, long waitNanos) {
        try {
            try {
                borrowed.get(waitNanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                var late = StoreErrors.unavailable("the application's pool gave no connection in time");
                if (borrowed.completeExceptionally(late)) {
                    throw late;
                }
            }
            return done.get();
        } catch (InterruptedException e) {
            // The transaction may still commit, so the caller must not assume either result.
            borrowed.cancel(false);
            Thread.currentThread().interrupt();
            throw StoreErrors.unavailable("interrupted");
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : StoreErrors.of(cause);
    }

    @Override
    public DatabaseLoad load() {
        return permits.load();
    }

    @Override
    public void close() {
        permits.close();
        threads.shutdown();
    }
}
