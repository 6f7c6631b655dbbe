package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.error.ConfigException;
import dev.saoma.server.account.FirstInvitation;
import dev.saoma.server.connection.PublicPort;
import dev.saoma.server.element.ElementRecovery;
import dev.saoma.server.management.PortProbe;
import dev.saoma.server.problem.ProblemErrorHandler;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.servlet.InvitationLink;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.DevelopmentHostFilter;
import dev.saoma.store.Actor;
import dev.saoma.store.sql.SqlStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: one database, one app, one Jetty. {@link #close} reports that the server is not ready, completes open
 * requests within eight seconds and then releases everything. Thread-safe.
 *
 * <pre>{@code
 * ServerSettings settings = ServerSettings.of(Map.of("saoma.mode", "development", "saoma.app", "app"));
 * try (SaomaServer server = SaomaServer.start(settings, Clock.systemUTC())) {
 *     System.out.println(server.publicUrl() + "/login");
 *     server.join();
 * }
 * }</pre>
 */
public final class SaomaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SaomaServer.class);
    /** A login may wait 5 s for WeChat and 2.5 s for a connection to the database. */
    private static final int STOP_MS = 8_000;

    private final Server jetty;
    private final ServedApp served;
    private final Database database;
    private final WebSettings web;
    private final ManagementServer management;
    private final Cluster cluster;
    private final Administration administration;

    private SaomaServer(
            Server jetty,
            ServedApp served,
            Database database,
            WebSettings web,
            ManagementServer management,
            Cluster cluster,
            Administration administration) {
        this.administration = administration;
        this.jetty = jetty;
        this.served = served;
        this.database = database;
        this.web = web;
        this.management = management;
        this.cluster = cluster;
    }

    /** Starts a server with Saoma's own addresses only, and returns when it accepts requests. */
    public static SaomaServer start(ServerSettings settings, Clock clock) {
        return start(settings, clock, (context, app) -> {});
    }

    /**
     * Starts a server and returns when it accepts requests.
     *
     * @param more adds servlets and filters to Saoma's
     * @throws ConfigException naming the file or setting at fault
     */
    public static SaomaServer start(ServerSettings settings, Clock clock, BiConsumer<ServletContextHandler, App> more) {
        Server jetty = new Server(PublicPort.threads());
        @Nullable Database database = null;
        @Nullable ServedApp served = null;
        var management = new ManagementServer(settings.management());
        Cluster cluster = Cluster.of(settings);
        var administration = new Administration(settings, management::unreadyReason, cluster.elementNews(), clock);
        try {
            jetty.setStopTimeout(STOP_MS);
            ServerConnector connector = PublicPort.open(
                    jetty,
                    settings.listen().host(),
                    settings.port(),
                    settings.listen().connections(),
                    settings.clients());
            WebSettings web = cluster.counting(settings.web(connector.getLocalPort()));
            management.listen(web);
            administration.listen(web);
            var errors = new ProblemErrorHandler(web, "(no servlet)");
            jetty.setErrorHandler(errors);
            database = ServedApp.database(settings);
            SqlStore store = ServedApp.store(settings, database);
            ElementRecovery.run(settings.app(), store, clock);
            var listeners = new ServedApp.Listeners(administration.steps(management.steps()), management.events());
            served = ServedApp.open(settings, web, clock, store, listeners, cluster);
            HttpServlet servlet = administration.servlet(served, web, store);
            jetty.setHandler(new GracefulHandler(
                    PublicPort.limit(context(served.app(), web, servlet, errors, more), settings.clients())));
            jetty.start();
            management.started(served, database, PortProbe.of(connector, web.publicUrl(), web.path()));
            administration.started();
            return new SaomaServer(jetty, served, database, web, management, cluster, administration);
        } catch (Exception e) {
            throw closed(e, jetty, administration, served, database, management, cluster);
        }
    }

    /** Returns the address that browsers use, including the path, without a slash at the end. */
    public URI publicUrl() {
        return URI.create(web.address());
    }

    /** Returns the app that is served. */
    public App app() {
        return served.app();
    }

    /**
     * Creates an invitation for the first user, who becomes the owner of the console; empty when there is a user already. Any
     * holder of the link can use it.
     */
    public Optional<InvitationLink> firstInvitation() {
        return served.app()
                .currentActor()
                .callAs(
                        Actor.CLI,
                        () -> new FirstInvitation(served.app(), database)
                                .recipient()
                                .map(first -> {
                                    administration.makeFirstOwner(first.user());
                                    return new InvitationLinks(served.app(), web)
                                            .create(first.instance(), first.user());
                                }));
    }

    /**
     * Creates a link that opens the console of a new server, for an hour and once; empty when there is an active login method or an
     * owner, and when the console is off. Its holder is the owner for fifteen minutes.
     */
    public Optional<URI> setupLink() {
        return administration.setupLink();
    }

    /** Returns the address of the console's own port, {@code http://localhost:9092}; empty when it has none. */
    public Optional<URI> consoleUrl() {
        return administration.consoleUrl();
    }

    /** Returns the address of the management port, {@code http://127.0.0.1:9091}; empty without one. */
    public Optional<URI> managementUrl() {
        return management.url();
    }

    /** Waits until the server is closed. */
    public void join() throws InterruptedException {
        jetty.join();
    }

    @Override
    public void close() {
        management.stopping();
        administration.stopping();
        close(jetty, administration, served, database, management, cluster);
    }

    private static RuntimeException closed(
            Exception failure,
            Server jetty,
            Administration administration,
            @Nullable ServedApp served,
            @Nullable Database database,
            ManagementServer management,
            Cluster cluster) {
        try {
            close(jetty, administration, served, database, management, cluster);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("starting Jetty", failure);
    }

    /** Closes all of them, also after failures: first the port, last the connection to other nodes. */
    private static void close(
            Server jetty,
            Administration administration,
            @Nullable ServedApp served,
            @Nullable Database database,
            ManagementServer management,
            Cluster cluster) {
        Stop port = () -> stop(jetty);
        try (cluster;
                management;
                database;
                served;
                administration;
                port) {
            LOG.debug("closing");
        }
    }

    /** A resource whose close throws no checked exception. */
    private interface Stop extends AutoCloseable {
        @Override
        void close();
    }

    private static void stop(Server jetty) {
        try {
            jetty.stop();
        } catch (TimeoutException e) {
            LOG.warn("some requests had no answer after {} ms and were cut off", STOP_MS);
        } catch (Exception e) {
            throw new IllegalStateException("stopping Jetty", e);
        } finally {
            // Jetty closes only connectors that it has started, but the port is opened before that.
            for (Connector connector : jetty.getConnectors()) {
                ((ServerConnector) connector).close();
            }
        }
    }

    private static ServletContextHandler context(
            App app,
            WebSettings web,
            HttpServlet servlet,
            ProblemErrorHandler errors,
            BiConsumer<ServletContextHandler, App> more) {
        var context = new ServletContextHandler("/");
        context.setErrorHandler(errors);
        context.addFilter(new FilterHolder(new DevelopmentHostFilter(web)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(new SaomaSessionFilter(app, web)), "/*", EnumSet.of(DispatcherType.REQUEST));
        more.accept(context, app);
        var holder = new ServletHolder("saoma", servlet);
        context.addServlet(holder, "/*");
        if (!web.path().isEmpty()) {
            // A proxy may remove the path or keep it, so the servlet is mapped to both.
            context.addServlet(holder, web.path() + "/*");
        }
        return context;
    }
}
