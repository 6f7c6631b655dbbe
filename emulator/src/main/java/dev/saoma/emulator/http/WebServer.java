package dev.saoma.emulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server: one address, one port, at most 20,000 connections. A waiting answer holds a connection and no thread.
 * Running from construction until {@link #close}.
 */
public final class WebServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 20_000;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts it.
     *
     * @param bind the address to listen on
     * @param port 0 for a free one
     * @param idle how long a connection may be silent; longer than any answer may wait
     * @throws UncheckedIOException when the port cannot be had
     */
    public WebServer(
            String bind, int port, Duration idle, List<Route> routes, HostGate gate, ScheduledExecutorService timer) {
        server = new Server(threads());
        connector = connector(server, bind, port, idle);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setHandler(new CallHandler(routes, gate, timer));
        server.setStopTimeout(0);
        start(bind, port);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(32, 2);
        threads.setName("wechat-emulator");
        threads.setDaemon(true);
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return threads;
    }

    private static ServerConnector connector(Server server, String bind, int port, Duration idle) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(32 * 1024);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    private void start(String bind, int port) {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot listen on " + bind + " port " + port + ": " + e.getMessage(), e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Cuts all connections and frees the port. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
