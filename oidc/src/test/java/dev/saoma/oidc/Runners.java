package dev.saoma.oidc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Threads that begin the same work together. */
public final class Runners implements AutoCloseable {
    private final ExecutorService threads;
    private final CyclicBarrier start;
    private final int count;

    public Runners(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
        this.start = new CyclicBarrier(count);
    }

    /** Returns what each thread's work returned or threw. */
    public List<Object> run(IntFunction<Object> work) throws Exception {
        var running = new ArrayList<Future<Object>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                try {
                    return work.apply(number);
                } catch (RuntimeException e) {
                    return e;
                }
            }));
        }
        var results = new ArrayList<Object>();
        for (Future<Object> one : running) {
            results.add(one.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
