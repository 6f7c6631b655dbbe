package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.server.connection.PublicPort;
import dev.saoma.server.problem.ProblemErrorHandler;
import dev.saoma.server.setting.AdminSettings;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ConsolePort;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.DevelopmentHostFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's own port, if it has one. It has its own threads, so that it responds when those of the public port are busy. It
 * is open from before the database is opened on, and accepts connections once it is started.
 */
final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final String KEY = "saoma.console";
    /** A few administrators, each with a page that keeps a stream open. */
    private static final ConnectionLimits CONNECTIONS = new ConnectionLimits(1_000, 500);

    private static final int STOP_MS = 2_000;

    private final AdminSettings settings;
    private @Nullable ServerConnector connector;
    private @Nullable WebSettings web;

    ConsoleServer(AdminSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens the port, if there is one.
     *
     * @param site the settings of the public address
     * @throws ConfigException when the port cannot be listened on
     */
    void listen(WebSettings site) {
        settings.consolePort().ifPresent(port -> {
            ServerConnector opened = open(port, site);
            connector = opened;
            web = port.web(site, opened.getLocalPort());
        });
    }

    private ServerConnector open(ConsolePort port, WebSettings site) {
        try {
            return PublicPort.open(
                    new Server(PublicPort.threads()), port.host(), port.port(), CONNECTIONS, site.clients());
        } catch (ConfigException e) {
            throw new ConfigException(
                    settings.sources()
                            .flatMap((Configuration from) -> from.source(KEY))
                            .orElse("settings"),
                    KEY,
                    port.port() + " cannot be listened on at " + port.host() + "; is something else using it?");
        }
    }

    /** Returns the settings of the console's address, after {@link #listen}; empty when it has no port of its own. */
    Optional<WebSettings> web() {
        return Optional.ofNullable(web);
    }

    /** Serves the port, after {@link #listen}; has no effect without one. */
    void start(HttpServlet servlet) {
        if (connector == null || web == null) {
            return;
        }
        var errors = new ProblemErrorHandler(web, "(no servlet, console)");
        var context = new ServletContextHandler("/");
        context.setErrorHandler(errors);
        context.addFilter(new FilterHolder(new DevelopmentHostFilter(web)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder("console", servlet), "/*");
        Server jetty = connector.getServer();
        jetty.setErrorHandler(errors);
        jetty.setStopTimeout(STOP_MS);
        jetty.setHandler(new GracefulHandler(PublicPort.limit(context, web.clients())));
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("starting the console's port", e);
        }
    }

    @Override
    public void close() {
        ServerConnector opened = connector;
        if (opened == null) {
            return;
        }
        try {
            opened.getServer().stop();
        } catch (TimeoutException e) {
            LOG.warn("some requests at the console's port had no answer after {} ms and were cut off", STOP_MS);
        } catch (Exception e) {
            throw new IllegalStateException("stopping the console's port", e);
        } finally {
            // Jetty closes only connectors that it has started, but the port is opened before that.
            opened.close();
        }
    }
}
