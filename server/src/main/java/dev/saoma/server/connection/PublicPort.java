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

/** The connector, threads and limits of a port for browsers: the public one, and the console's own. */
public final class PublicPort {
    private static final int THREADS = 200;
    private static final int VIRTUAL_THREADS = 10_000;
    /** Leaves room for cookies of a parent domain. Memory is allocated only for bytes that have arrived. */
    private static final int HEADER_BYTES = 32 * 1024;

    private static final int IDLE_MS = 30_000;
    private static final long HEAD_MS = 10_000;
    private static final long BODY_MS = 5_000;
    private static final long ANSWER_MS = 20_000;
    /** Idle timeout while the connection limit is reached. */
    private static final long CROWDED_IDLE_MS = 2_000;
    /**
     * Limits unread responses in the operating system, which otherwise buffers megabytes: a client could send many requests,
     * read no response, and have all requests handled.
     */
    private static final int SEND_BUFFER = 128 * 1024;
    /**
     * New connections that may wait to be accepted. With Java's default of 50, the operating system drops further ones in a
     * burst, and the clients try again 1 or 3 seconds later.
     */
    private static final int ACCEPT_QUEUE = 1024;

    private PublicPort() {}

    /** Returns virtual threads if the JDK has them, else 200 platform threads. */
    public static ThreadPool threads() {
        // A virtual thread that waits for WeChat occupies no platform thread.
        return VirtualThreads.areSupported() ? new VirtualThreadPool(VIRTUAL_THREADS) : new QueuedThreadPool(THREADS);
    }

    /** Limits the requests that wait for another service to half of the platform threads. */
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
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        var total = new NetworkConnectionLimit(limits.total(), connector);
        total.setEndPointIdleTimeout(CROWDED_IDLE_MS);
        connector.addBean(total);
        connector.addBean(new AddressConnectionLimit(new OpenRequests(clients.withOpen(limits.perAddress()))));
        connector.addBean(new HeaderTimeout(connector, HEAD_MS));
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
        // The cache takes about 50 KiB for each open connection, and most of them are idle.
        http.setHeaderCacheSize(0);
        return http;
    }

    /** Limits open requests, and calls the handler when the body of a request is complete. */
    public static Handler limit(Handler handler, ClientSettings clients) {
        var pending = new PendingResponses(ANSWER_MS, Runtime.getRuntime().maxMemory() / 8);
        return new OpenRequestLimitHandler(
                new OpenRequests(clients), new AsyncResponseHandler(pending, new AsyncBodyHandler(BODY_MS, handler)));
    }
}
