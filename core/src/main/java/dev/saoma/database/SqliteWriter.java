package dev.saoma.database;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only connection that writes. Its thread takes up to 64 waiting tasks, runs each inside a savepoint of one transaction,
 * commits once, and then completes the tasks. So many callers share one disk sync, and each is answered after the commit. A
 * group with one synchronous task is synced. An asynchronous task waits for no disk, so it runs on the thread of its caller when the
 * connection is free.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int QUEUE = 4_096;
    private static final int GROUP = 64;
    private static final long WAIT_SECONDS = 5;

    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private final SqlConnection connection;
    private final ReentrantLock inUse = new ReentrantLock();
    private final AtomicLong commits = new AtomicLong();
    private final Runnable maintenance;
    private volatile boolean closed;
    private @Nullable Durability current;

    SqliteWriter(SqlConnection connection) {
        this(connection, () -> {});
    }

    /** @param maintenance a quick task that the thread runs often; it must not throw */
    SqliteWriter(SqlConnection connection, Runnable maintenance) {
        this.connection = connection;
        this.maintenance = maintenance;
        this.thread = DaemonThreads.named("saoma-sqlite-writer").newThread(this::run);
        thread.start();
    }

    <T> T write(Durability durability, Function<SqlConnection, T> work) {
        var task = new Task<>(durability, work);
        if (durability == Durability.ASYNCHRONOUS && tryAcquire()) {
            try {
                commit(List.of(task));
            } finally {
                inUse.unlock();
            }
        } else if (closed || !queue.offer(task)) {
            throw StoreErrors.unavailable(closed ? "closed" : "the writer's queue is full");
        }
        if (closed) {
            // The task may have been queued after the writer had stopped; then no other code completes it.
            task.abandon();
        }
        return task.await();
    }

    /** Reads on this connection, whose cache no other connection invalidates; elsewhere while it is in use. */
    <T> T readOr(Function<SqlConnection, T> work, Function<Function<SqlConnection, T>, T> elsewhere) {
        if (!tryAcquire()) {
            return elsewhere.apply(work);
        }
        try {
            return work.apply(connection);
        } catch (UncheckedSqlException e) {
            throw StoreErrors.of(e);
        } finally {
            inUse.unlock();
        }
    }

    /** Takes the connection if neither a caller has it nor the thread waits for it; the caller unlocks it then. */
    private boolean tryAcquire() {
        if (inUse.hasQueuedThreads() || !inUse.tryLock()) {
            return false;
        }
        boolean isOpen = !closed;
        if (!isOpen) {
            inUse.unlock();
        }
        return isOpen;
    }

    private static LoginException tooLate() {
        return StoreErrors.unavailable("no answer within " + WAIT_SECONDS + " s");
    }

    boolean busy() {
        return inUse.isLocked();
    }

    int waiting() {
        return queue.size();
    }

    /** Returns the number of commits so far. */
    long commits() {
        return commits.get();
    }

    /** Runs work that needs the connection for itself, outside a transaction. */
    void exclusively(Runnable work) {
        inUse.lock();
        try {
            work.run();
        } finally {
            inUse.unlock();
        }
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>(GROUP);
        while (!closed || !queue.isEmpty()) {
            try {
                maintenance.run();
                Task<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                exclusively(() -> {
                    queue.drainTo(group, GROUP - 1);
                    commit(group);
                });
            } catch (InterruptedException e) {
                closed = true;
            } finally {
                group.clear();
            }
        }
    }

    private void commit(List<Task<?>> group) {
        try {
            boolean isSynced = group.stream().anyMatch(task -> task.durability == Durability.SYNCHRONOUS);
            set(isSynced ? Durability.SYNCHRONOUS : Durability.ASYNCHRONOUS);
            connection.execute("BEGIN IMMEDIATE");
            if (group.size() == 1) {
                group.get(0).run(connection);
            } else {
                group.forEach(task -> task.runInSavepoint(connection));
            }
            connection.execute(group.stream().allMatch(Task::hasFailed) ? "ROLLBACK" : "COMMIT");
        } catch (RuntimeException | Error e) {
            rollback();
            group.forEach(task -> task.fail(e));
            return;
        }
        commits.incrementAndGet();
        group.forEach(Task::complete);
    }

    private void set(Durability durability) {
        if (durability != current) {
            connection.execute("PRAGMA synchronous = " + (durability == Durability.SYNCHRONOUS ? "FULL" : "NORMAL"));
            // Not before, since the statement is refused while a transaction is open.
            current = durability;
        }
    }

    private void rollback() {
        try {
            connection.execute("ROLLBACK");
        } catch (RuntimeException e) {
            // BEGIN itself failed, so there is no transaction to roll back.
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(Task::abandon);
        exclusively(connection::close);
    }

    /** One caller's work and its result. */
    private static final class Task<T> {
        private final Durability durability;
        private final Function<SqlConnection, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Task(Durability durability, Function<SqlConnection, T> work) {
            this.durability = durability;
            this.work = work;
        }

        /** Does nothing when the caller has stopped waiting. */
        void run(SqlConnection connection) {
            if (done.isDone()) {
                return;
            }
            try {
                result = work.apply(connection);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        /** A task that throws is rolled back alone, without effect on the others of its group. */
        void runInSavepoint(SqlConnection connection) {
            connection.execute("SAVEPOINT task");
            run(connection);
            if (hasFailed()) {
                connection.execute("ROLLBACK TO task");
            }
            connection.execute("RELEASE task");
        }

        boolean hasFailed() {
            return failure != null;
        }

        void complete() {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                done.complete(result);
            }
        }

        void fail(Throwable cause) {
            done.completeExceptionally(StoreErrors.of(cause));
        }

        void abandon() {
            done.completeExceptionally(StoreErrors.unavailable("closed"));
        }

        T await() {
            try {
                return done.get(WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // A task that has not begun will not run; one that has begun may still commit, so the caller must not
                // assume either result.
                LoginException late = tooLate();
                done.completeExceptionally(late);
                throw late;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StoreErrors.unavailable("interrupted");
            } catch (ExecutionException e) {
                throw rethrow(e.getCause());
            }
        }

        private static RuntimeException rethrow(@Nullable Throwable cause) {
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof UncheckedSqlException sql) {
                return StoreErrors.of(sql);
            }
            return cause instanceof RuntimeException runtime ? runtime : StoreErrors.unavailable("unknown");
        }
    }
}
