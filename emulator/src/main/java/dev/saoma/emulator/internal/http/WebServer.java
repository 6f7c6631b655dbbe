package dev.saoma.emulator.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server: one address, one port and optionally one for TLS, at most 20,000 connections. A waiting response
 * needs a connection and no thread. Runs from construction until {@link #close}.
 */
public final class WebServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 20_000;

    private final Server server;
    private final ServerConnector connector;
    private final Optional<ServerConnector> secure;

    /**
     * Starts the server.
     *
     * @param bind the address to listen on
     * @param port 0 for a free one
     * @param tls a second port with the same content over TLS
     * @param idle the idle time-out of a connection; longer than any response may wait
     * @throws UncheckedIOException when the port is not available
     */
    public WebServer(
            String bind,
            int port,
            Optional<TlsPort> tls,
            Duration idle,
            List<Route> routes,
            HostGate gate,
            ScheduledExecutorService timer) {
        server = new Server(threads());
        connector = listening(new ServerConnector(server, 1, 1, new HttpConnectionFactory(http())), bind, port, idle);
        server.addConnector(connector);
        secure = tls.map(with -> listening(secure(server, with.context()), bind, with.port(), idle));
        secure.ifPresent(server::addConnector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setHandler(new CallHandler(routes, gate, timer));
        server.setStopTimeout(0);
        start(bind);
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

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(32 * 1024);
        // The cache takes some 50 KiB in every open connection, and many connections only wait.
        http.setHeaderCacheSize(0);
        return http;
    }

    private static ServerConnector secure(Server server, SSLContext context) {
        HttpConfiguration https = http();
        // HostGate checks the host names; the check against the certificate would refuse addresses of the network.
        https.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        return new ServerConnector(
                server,
                null,
                null,
                null,
                1,
                1,
                new SslConnectionFactory(tls, "http/1.1"),
                new HttpConnectionFactory(https));
    }

    private static ServerConnector listening(ServerConnector connector, String bind, int port, Duration idle) {
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    private void start(String bind) {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot listen on " + bind + ": " + reason(e), e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    /** Includes the cause, which tells a used port from a forbidden one. */
    private static String reason(IOException e) {
        return Optional.ofNullable(e.getCause())
                .map(cause -> e.getMessage() + " (" + cause.getMessage() + ")")
                .orElseGet(() -> String.valueOf(e.getMessage()));
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Returns the TLS port; empty when there is none. */
    public OptionalInt tlsPort() {
        return secure.map(ServerConnector::getLocalPort).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Closes all connections and frees the port. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
