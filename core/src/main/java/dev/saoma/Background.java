package dev.saoma;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks that no caller waits for, on at most four threads, which end after 30 idle seconds. Rejects a task when
 * 1,000 are queued.
 */
final class Background implements Executor, AutoCloseable {
    private static final int THREADS = 4;
    private static final int QUEUE = 1_000;

    private final ThreadPoolExecutor threads;

    Background() {
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                DaemonThreads.named("saoma-background"));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
