package dev.saoma.server.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Closes connections whose request head is not complete in time. Jetty's idle timeout starts again with every byte. */
final class HeaderTimeout extends AbstractLifeCycle {
    private static final long EVERY_MS = 1_000;

    private final ServerConnector connector;
    private final long timeoutNanos;
    /** Used by one thread at a time: the next run is scheduled at the end of a run. */
    private Map<EndPoint, Head> before = new HashMap<>();

    private volatile Scheduler.@Nullable Task next;

    private record Head(long requests, long sinceNanos) {}

    HeaderTimeout(ServerConnector connector, long timeoutMillis) {
        this.connector = connector;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task scheduled = next;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::run, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void run() {
        long now = System.nanoTime();
        var still = new HashMap<EndPoint, Head>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection connection && isInHead(connection)) {
                Head known = before.get(endPoint);
                Head head = known != null && known.requests() == connection.getMessagesIn()
                        ? known
                        : new Head(connection.getMessagesIn(), now);
                if (now - head.sinceNanos() >= timeoutNanos) {
                    endPoint.close(new TimeoutException("the head did not arrive in time"));
                } else {
                    still.put(endPoint, head);
                }
            }
        }
        before = still;
        if (isRunning()) {
            schedule();
        }
    }

    private static boolean isInHead(HttpConnection connection) {
        return connection.getParser().inHeaderState() && !connection.getParser().isStart();
    }
}
