package dev.saoma.server.connection;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.OpenRequests;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;

/** Keeps callers of a connector within their bounds. */
public final class PublicPort {
    private static final long HEAD_MS = 10_000;
    private static final long BODY_MS = 5_000;
    private static final long ANSWER_MS = 20_000;
    /** While there is no place for another connection, one that is silent for this long makes room. */
    private static final long CROWDED_IDLE_MS = 2_000;

    /**
     * What the operating system keeps of answers that are not taken. By itself it takes megabytes, so a caller who asks for
     * many answers at once and takes none would have them all made.
     */
    private static final int SEND_BUFFER = 128 * 1024;

    private PublicPort() {}

    /** Bounds the connections of a connector that is not started. */
    public static void limit(ServerConnector connector, ConnectionLimits limits, ClientSettings clients) {
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        var total = new NetworkConnectionLimit(limits.total(), connector);
        total.setEndPointIdleTimeout(CROWDED_IDLE_MS);
        connector.addBean(total);
        connector.addBean(new AddressLimit(new OpenRequests(clients.withOpen(limits.perAddress()))));
        connector.addBean(new SlowHeadCheck(connector, HEAD_MS));
    }

    /** Bounds the requests, and gives a thread to those alone whose body is there. */
    public static Handler limit(Handler handler, ClientSettings clients) {
        var untaken = new Untaken(ANSWER_MS, Runtime.getRuntime().maxMemory() / 8);
        return new OpenRequestHandler(
                new OpenRequests(clients), new AsyncAnswerHandler(untaken, new AsyncBodyHandler(BODY_MS, handler)));
    }
}
