package dev.saoma.database;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The only thread that writes. It takes up to 64 waiting tasks, runs each inside a savepoint of one transaction,
 * commits once, and then completes the tasks. So many callers share one disk sync, and each is answered after the
 * commit.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int QUEUE = 4_096;
    private static final int GROUP = 64;
    private static final long WAIT_SECONDS = 5;

    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private final Handle handle;
    private final Runnable maintenance;
    private volatile boolean closed;
    private volatile boolean busy;

    SqliteWriter(Jdbi jdbi) {
        this(jdbi, () -> {});
    }

    /** @param maintenance a quick task that the thread runs often; it must not throw */
    SqliteWriter(Jdbi jdbi, Runnable maintenance) {
        this.handle = jdbi.open();
        this.maintenance = maintenance;
        this.thread = DaemonThreads.named("saoma-sqlite-writer").newThread(this::run);
        thread.start();
    }

    <T> T write(Function<Handle, T> work) {
        var task = new Task<>(work);
        if (closed || !queue.offer(task)) {
            throw StoreErrors.unavailable(closed ? "closed" : "the writer's queue is full");
        }
        if (closed) {
            // The task may have been queued after the writer had stopped; then no other code completes it.
            task.abandon();
        }
        return task.await();
    }

    boolean busy() {
        return busy;
    }

    int waiting() {
        return queue.size();
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
                busy = true;
                group.add(first);
                queue.drainTo(group, GROUP - 1);
                commit(group);
            } catch (InterruptedException e) {
                closed = true;
            } finally {
                group.clear();
                busy = false;
            }
        }
    }

    private void commit(List<Task<?>> group) {
        try {
            handle.execute("BEGIN IMMEDIATE");
            group.forEach(task -> task.run(handle));
            handle.execute("COMMIT");
        } catch (RuntimeException | Error e) {
            rollback();
            group.forEach(task -> task.fail(e));
            return;
        }
        group.forEach(Task::complete);
    }

    private void rollback() {
        try {
            handle.execute("ROLLBACK");
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
        handle.close();
    }

    /** One caller's work and its result. */
    private static final class Task<T> {
        private final Function<Handle, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Task(Function<Handle, T> work) {
            this.work = work;
        }

        /** A task that throws is rolled back alone, without effect on the others of its group. */
        void run(Handle handle) {
            if (done.isDone()) {
                return;
            }
            handle.execute("SAVEPOINT task");
            try {
                result = work.apply(handle);
            } catch (RuntimeException | Error e) {
                failure = e;
                handle.execute("ROLLBACK TO task");
            }
            handle.execute("RELEASE task");
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
                var late = StoreErrors.unavailable("no answer within " + WAIT_SECONDS + " s");
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
            if (cause instanceof JdbiException jdbi) {
                return StoreErrors.of(jdbi);
            }
            return cause instanceof RuntimeException runtime ? runtime : StoreErrors.unavailable("unknown");
        }
    }
}
