package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.upstream.Threads;
import dev.saoma.wechat.WeChatLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Concurrent writers that bind new WeChat identities to new users, and unbind them again. */
final class Writers {
    private final WeChatLogin wechat;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> bound = new ConcurrentLinkedQueue<>();
    private final AtomicLong rows = new AtomicLong();

    Writers(WeChatLogin wechat) {
        this.wechat = wechat;
    }

    long bound() {
        return rows.get();
    }

    /** Returns the binds per second. */
    double bind(int writers, int seconds) throws InterruptedException, ExecutionException {
        return run(writers, seconds, () -> {
            bindOne();
            return true;
        });
    }

    void bindOne() {
        int person = next.incrementAndGet();
        wechat.bind("user" + person, Codes.of(person));
        bound.add("user" + person);
        rows.incrementAndGet();
    }

    /** Returns the unbinds per second; ends early when no user is bound any more. */
    double unbind(int writers, int seconds) throws InterruptedException, ExecutionException {
        return run(writers, seconds, () -> {
            String user = bound.poll();
            if (user == null) {
                return false;
            }
            wechat.unbind(user);
            rows.decrementAndGet();
            return true;
        });
    }

    private interface Work {
        boolean once();
    }

    private static double run(int writers, int seconds, Work work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Threads.perTask();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        var done = new AtomicLong();
        var last = new AtomicLong(begin);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            all.add(threads.submit(() -> {
                while (System.nanoTime() < end && work.once()) {
                    done.incrementAndGet();
                    last.accumulateAndGet(System.nanoTime(), Math::max);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
        return done.get() / ((last.get() - begin) / 1e9);
    }
}
