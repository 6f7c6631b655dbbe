package dev.saoma.server.management;

import dev.saoma.error.ConfigException;
import dev.saoma.server.problem.ProblemErrorHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The port for monitoring. Has its own threads, so it responds when those of the public port are busy. Thread-safe. */
public final class ManagementPort implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int IDLE_MS = 10_000;
    private static final int STOP_MS = 500;

    private final Server jetty;
    private final ServerConnector connector;

    private ManagementPort(Server jetty, ServerConnector connector) {
        this.jetty = jetty;
        this.connector = connector;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for a free one
     * @param problems responds to refused requests
     * @throws ConfigException when the port cannot be opened
     */
    public static ManagementPort start(
            String host, int port, Readiness readiness, Meters meters, ProblemErrorHandler problems) {
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("saoma-management");
        threads.setDaemon(true);
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // The cache would take about 50 KiB for each connection that a probe or a scraper keeps open.
        http.setHeaderCacheSize(0);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MS);
        server.setHandler(new Endpoints(readiness, meters, problems));
        server.setErrorHandler(problems);
        try {
            connector.open();
        } catch (IOException e) {
            throw new ConfigException(
                    "settings",
                    "saoma.management.port",
                    port + " cannot be listened on at " + host + "; is something else using it?");
        }
        var management = new ManagementPort(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            management.close();
            throw new IllegalStateException("starting the management port", e);
        }
        return management;
    }

    /** Returns the port number. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            // The port serves no users.
        } finally {
            connector.close();
        }
    }

    private static final class Endpoints extends Handler.Abstract {
        private static final String JSON = "application/json";
        private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

        private final Readiness readiness;
        private final Meters meters;
        private final ProblemErrorHandler problems;

        Endpoints(Readiness readiness, Meters meters, ProblemErrorHandler problems) {
            this.problems = problems;
            this.readiness = readiness;
            this.meters = meters;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!request.getMethod().equals("GET")) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET");
                return refuse(response, callback, 405, "This port takes GET alone.");
            }
            return switch (Request.getPathInContext(request)) {
                case "/health/live" -> answer(response, callback, 200, JSON, "{\"status\":\"up\"}");
                case "/health/ready" -> ready(response, callback);
                case "/metrics" -> answer(response, callback, 200, PROMETHEUS, meters.scrape());
                default ->
                    refuse(response, callback, 404, "This port has /health/live, /health/ready and /metrics alone.");
            };
        }

        private boolean refuse(Response response, Callback callback, int status, String detail) {
            problems.refuse(response, callback, status, detail);
            return true;
        }

        private boolean ready(Response response, Callback callback) {
            Optional<String> unreadyReason = readiness.unreadyReason();
            return unreadyReason
                    .map(reason -> answer(
                            response, callback, 503, JSON, "{\"status\":\"down\",\"reason\":\"" + reason + "\"}"))
                    .orElseGet(() -> answer(response, callback, 200, JSON, "{\"status\":\"up\"}"));
        }

        private static boolean answer(Response response, Callback callback, int status, String type, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }
}
