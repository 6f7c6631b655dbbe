package dev.saoma;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs the same work on several threads that start at the same time, any number of times. */
public final class Race implements AutoCloseable {
    private final int runners;
    private final ExecutorService threads;
    private final CyclicBarrier start;

    public Race(int runners) {
        this.runners = runners;
        this.threads = Executors.newFixedThreadPool(runners);
        this.start = new CyclicBarrier(runners);
    }

    /** Returns the result of each runner, or the exception that it threw. */
    public List<Object> run(IntFunction<Object> work) {
        var runs = new ArrayList<Future<Object>>();
        for (int i = 0; i < runners; i++) {
            int runner = i;
            runs.add(threads.submit(() -> {
                start.await(20, TimeUnit.SECONDS);
                try {
                    return work.apply(runner);
                } catch (RuntimeException e) {
                    return e;
                }
            }));
        }
        return runs.stream().map(Race::get).toList();
    }

    private static Object get(Future<Object> run) {
        try {
            return run.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
