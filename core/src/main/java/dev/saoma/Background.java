package dev.saoma;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does what nobody waits for, on at most four threads that go when there is nothing to do; refuses when too much waits. */
final class Background implements Executor, AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 1_000;

    private final ThreadPoolExecutor threads;

    Background() {
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
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
