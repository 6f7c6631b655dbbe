package dev.saoma.benchmark.upstream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Executors with one thread per task: virtual threads when the JDK has them. */
public final class Threads {
    private Threads() {}

    public static ExecutorService perTask() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException older) {
            return Executors.newCachedThreadPool();
        }
    }
}
