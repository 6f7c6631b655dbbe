package dev.saoma.server.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The responses that clients are reading. Aborts a response that is not read in time, and the oldest one when the responses
 * together are too large. Thread-safe.
 */
final class PendingResponses {
    private final long waitMillis;
    private final long mostBytes;
    private final Map<Pending, Integer> sizes = new LinkedHashMap<>();
    private long bytes;

    /** A response that is being sent. */
    interface Pending {
        /** Closes the connection, so that sending fails. */
        void abort(Throwable cause);
    }

    PendingResponses(long waitMillis, long mostBytes) {
        this.waitMillis = waitMillis;
        this.mostBytes = mostBytes;
    }

    /** Adds a response and returns its timeout, which the caller cancels. */
    Scheduler.Task add(Pending response, int size, Scheduler scheduler) {
        @Nullable Pending oldest = null;
        synchronized (this) {
            sizes.put(response, size);
            bytes += size;
            if (bytes > mostBytes) {
                Map.Entry<Pending, Integer> first = sizes.entrySet().iterator().next();
                oldest = first.getKey();
                bytes -= first.getValue();
                sizes.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.abort(new TimeoutException("too many responses are not read"));
        }
        return scheduler.schedule(
                () -> response.abort(new TimeoutException("the response was not read in time")),
                waitMillis,
                TimeUnit.MILLISECONDS);
    }

    synchronized void remove(Pending response) {
        Integer size = sizes.remove(response);
        if (size != null) {
            bytes -= size;
        }
    }
}
