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

/**
 * Closes connections whose request's head is not there whole in time. Jetty's own limit is of silence, and begins anew with
 * every byte.
 */
final class SlowHeadCheck extends AbstractLifeCycle {
    private static final long EVERY_MS = 1_000;

    private final ServerConnector connector;
    private final long waitNanos;
    /** Used by one thread at a time: the next look is arranged when one has ended. */
    private Map<EndPoint, Head> before = new HashMap<>();

    private volatile Scheduler.@Nullable Task next;

    private record Head(long requests, long sinceNanos) {}

    SlowHeadCheck(ServerConnector connector, long waitMillis) {
        this.connector = connector;
        this.waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    }

    @Override
    protected void doStart() {
        arrange();
    }

    @Override
    protected void doStop() {
        Scheduler.Task arranged = next;
        if (arranged != null) {
            arranged.cancel();
        }
    }

    private void arrange() {
        next = connector.getScheduler().schedule(this::look, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        var still = new HashMap<EndPoint, Head>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection connection && isInHead(connection)) {
                Head known = before.get(endPoint);
                Head head = known != null && known.requests() == connection.getMessagesIn()
                        ? known
                        : new Head(connection.getMessagesIn(), now);
                if (now - head.sinceNanos() >= waitNanos) {
                    endPoint.close(new TimeoutException("the head did not arrive in time"));
                } else {
                    still.put(endPoint, head);
                }
            }
        }
        before = still;
        if (isRunning()) {
            arrange();
        }
    }

    private static boolean isInHead(HttpConnection connection) {
        return connection.getParser().inHeaderState() && !connection.getParser().isStart();
    }
}
