package dev.saoma.server.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The answers that callers are taking. One that takes too long is given up, and when all of them together are too large, the
 * one that has waited longest. Thread-safe.
 */
final class PendingAnswers {
    private final long waitMillis;
    private final long mostBytes;
    private final Map<AsyncAnswer, Integer> sizes = new LinkedHashMap<>();
    private long bytes;

    PendingAnswers(long waitMillis, long mostBytes) {
        this.waitMillis = waitMillis;
        this.mostBytes = mostBytes;
    }

    /** One more; its alarm is for it to cancel. */
    Scheduler.Task add(AsyncAnswer answer, int size, Scheduler scheduler) {
        @Nullable AsyncAnswer longest = null;
        synchronized (this) {
            sizes.put(answer, size);
            bytes += size;
            if (bytes > mostBytes) {
                Map.Entry<AsyncAnswer, Integer> first =
                        sizes.entrySet().iterator().next();
                longest = first.getKey();
                bytes -= first.getValue();
                sizes.remove(longest);
            }
        }
        if (longest != null) {
            longest.giveUp(new TimeoutException("too many answers are not taken"));
        }
        return scheduler.schedule(
                () -> answer.giveUp(new TimeoutException("the answer was not taken in time")),
                waitMillis,
                TimeUnit.MILLISECONDS);
    }

    synchronized void remove(AsyncAnswer answer) {
        Integer size = sizes.remove(answer);
        if (size != null) {
            bytes -= size;
        }
    }
}
