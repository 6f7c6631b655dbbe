package dev.saoma.server.connection;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.internal.limit.OpenRequests;
import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The port that browsers reach: its connector and threads, and the bounds within which callers stay. */
public final class PublicPort {
    private static final int THREADS = 200;
    private static final int VIRTUAL_THREADS = 10_000;
    /** Cookies of a parent domain come too; of a head only what has arrived takes memory. */
    private static final int HEADER_BYTES = 32 * 1024;

    private static final int IDLE_MS = 30_000;
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

    /** Virtual threads where the JDK has them, else 200 platform threads. */
    public static ThreadPool threads() {
        // A login in flight waits for WeChat; where the JDK can, that costs no platform thread.
        return VirtualThreads.areSupported() ? new VirtualThreadPool(VIRTUAL_THREADS) : new QueuedThreadPool(THREADS);
    }

    /** How many requests may wait for another service at once: half of the platform threads stay with everybody else. */
    public static int withinThreads(int waiting) {
        return VirtualThreads.areSupported() ? waiting : Math.min(waiting, THREADS / 2);
    }

    /**
     * Adds a connector and listens on its port. It accepts connections when the server is started.
     *
     * @param port 0 for a free one
     * @throws ConfigException when the port cannot be listened on
     */
    public static ServerConnector open(
            Server jetty, String host, int port, ConnectionLimits limits, ClientSettings clients) {
        var connector = new ServerConnector(jetty, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        var total = new NetworkConnectionLimit(limits.total(), connector);
        total.setEndPointIdleTimeout(CROWDED_IDLE_MS);
        connector.addBean(total);
        connector.addBean(new AddressLimit(new OpenRequests(clients.withOpen(limits.perAddress()))));
        connector.addBean(new SlowHeadCheck(connector, HEAD_MS));
        jetty.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new ConfigException(
                    "settings", "saoma.port", port + " cannot be listened on; is something else using it?");
        }
        return connector;
    }

    private static HttpConfiguration http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // The cache is of each connection, some 50 KiB for as long as it is open; many connections only wait.
        http.setHeaderCacheSize(0);
        return http;
    }

    /** Bounds the requests, and gives a thread to those alone whose body is there. */
    public static Handler limit(Handler handler, ClientSettings clients) {
        var untaken = new PendingAnswers(ANSWER_MS, Runtime.getRuntime().maxMemory() / 8);
        return new OpenRequestHandler(
                new OpenRequests(clients), new AsyncAnswerHandler(untaken, new AsyncBodyHandler(BODY_MS, handler)));
    }
}
