package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.account.FirstInvitation;
import dev.saoma.server.account.InvitationLink;
import dev.saoma.server.admin.AdminServlet;
import dev.saoma.server.connection.PublicPort;
import dev.saoma.server.management.PortProbe;
import dev.saoma.server.organization.Organizations;
import dev.saoma.server.problem.ProblemErrorHandler;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.DevelopmentHostFilter;
import dev.saoma.wechat.WeChatSettings;
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
 * A running server: one database, one app, one Jetty. Thread-safe; {@link #close} says that it is not ready any more, answers
 * what was begun, for at most eight seconds, and then lets go of everything.
 */
public final class SaomaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SaomaServer.class);
    static final String SCHEMA = "dev/saoma/server/schema";
    static final String HISTORY = "saoma_server_schema_history";
    /** A login may wait 5 s for WeChat and 2.5 s for a connection to the database. */
    private static final int STOP_MS = 8_000;

    private final Server jetty;
    private final App app;
    private final Database database;
    private final URI publicUrl;
    private final Tools tools;
    private final Nodes nodes;

    private SaomaServer(Server jetty, App app, Database database, URI publicUrl, Tools tools, Nodes nodes) {
        this.jetty = jetty;
        this.app = app;
        this.database = database;
        this.publicUrl = publicUrl;
        this.tools = tools;
        this.nodes = nodes;
    }

    /** Starts with nothing beside the product's own addresses. */
    public static SaomaServer start(ServerSettings settings, Clock clock) {
        return start(settings, clock, (context, app) -> {});
    }

    /**
     * Starts and answers when the server accepts requests.
     *
     * @param more puts servlets and filters of its own beside the product's
     * @throws ConfigException naming the file or setting at fault
     */
    public static SaomaServer start(ServerSettings settings, Clock clock, BiConsumer<ServletContextHandler, App> more) {
        Server jetty = new Server(PublicPort.threads());
        @Nullable Database database = null;
        @Nullable App app = null;
        var tools = new Tools(settings.management());
        Nodes nodes = Nodes.of(settings);
        try {
            jetty.setStopTimeout(STOP_MS);
            ServerConnector connector = PublicPort.open(
                    jetty, settings.host(), settings.port(), settings.connections(), settings.clients());
            URI publicUrl = settings.publicUrl().orElse(URI.create("http://localhost:" + connector.getLocalPort()));
            WebSettings web = nodes.counting(web(settings, publicUrl));
            tools.listen(web);
            var errors = new ProblemErrorHandler(web, "(no servlet)");
            jetty.setErrorHandler(errors);
            database = open(settings);
            app = open(settings, clock, database, tools, nodes);
            HttpServlet servlet = servlet(app, web, settings, database);
            jetty.setHandler(new GracefulHandler(
                    PublicPort.limit(context(app, web, servlet, errors, more), settings.clients())));
            jetty.start();
            tools.started(app, database, PortProbe.of(connector, web.publicUrl(), web.path()));
            return new SaomaServer(jetty, app, database, URI.create(web.address()), tools, nodes);
        } catch (Exception e) {
            throw closed(e, jetty, app, database, tools, nodes);
        }
    }

    /** Where browsers find it, its path included, without a slash at the end. */
    public URI publicUrl() {
        return publicUrl;
    }

    /** What it serves. */
    public App app() {
        return app;
    }

    /**
     * A link by which the first person gets in, made anew by every call; empty when there is no need of one. Whoever has
     * the link gets in.
     */
    public Optional<InvitationLink> firstInvitation() {
        return new FirstInvitation(app, database, publicUrl).create();
    }

    /** Where an operator's tools ask, {@code http://127.0.0.1:9091}; empty when nothing listens for them. */
    public Optional<URI> managementUrl() {
        return tools.url();
    }

    /** Waits until the server is closed. */
    public void join() throws InterruptedException {
        jetty.join();
    }

    @Override
    public void close() {
        tools.stopping();
        close(jetty, app, database, tools, nodes);
    }

    private static RuntimeException closed(
            Exception failure, Server jetty, @Nullable App app, @Nullable Database database, Tools tools, Nodes nodes) {
        try {
            close(jetty, app, database, tools, nodes);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("starting Jetty", failure);
    }

    /** Each of them, whatever happens with those before it: first the port, last what is shared with other nodes. */
    private static void close(Server jetty, @Nullable App app, @Nullable Database database, Tools tools, Nodes nodes) {
        Stop port = () -> stop(jetty);
        try (nodes;
                tools;
                database;
                app;
                port) {
            LOG.debug("closing");
        }
    }

    /** A resource that fails with nothing that has to be declared. */
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
            // Jetty stops what it has started; a port is listened on before.
            for (Connector connector : jetty.getConnectors()) {
                ((ServerConnector) connector).close();
            }
        }
    }

    private static Database open(ServerSettings settings) {
        return settings.store()
                .map(StoreSettings::open)
                .orElseGet(() -> SqliteDatabase.open(settings.data().resolve("saoma.db")));
    }

    private static App open(ServerSettings settings, Clock clock, Database database, Tools tools, Nodes nodes) {
        if (settings.migrate()) {
            database.migrate(SCHEMA, HISTORY);
        }
        return App.builder(settings.app())
                .clock(clock)
                .wechat(withinThreads(settings.wechat()))
                .database(database)
                .migrate(settings.migrate())
                .users(new Accounts(database, clock))
                .organizations(new Organizations(database))
                .sessionLifetimes(settings.sessionLifetimes())
                .revocations(nodes.revocations())
                .loginLifetimes(settings.loginLifetimes())
                .steps(tools.steps())
                .open();
    }

    static WeChatSettings withinThreads(WeChatSettings wechat) {
        return wechat.withInFlight(PublicPort.withinThreads(wechat.inFlight()));
    }

    static WebSettings web(ServerSettings settings, URI publicUrl) {
        var web = new WebSettings(
                        publicUrl,
                        settings.path(),
                        settings.allowedOrigins(),
                        settings.redirectUris(),
                        settings.wechat().page().toString(),
                        settings.mode())
                .withClients(settings.clients());
        return settings.cookieSuffix().map(web::withCookieSuffix).orElse(web);
    }

    private static HttpServlet servlet(App app, WebSettings web, ServerSettings settings, Database database) {
        return settings.adminKey()
                .<HttpServlet>map(key -> new AdminServlet(app, web, key, database))
                .orElseGet(() -> new SaomaServlet(app, web));
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
            // The proxy before us may take the path off or leave it; the servlet reads an address by what it is mapped
            // to.
            context.addServlet(holder, web.path() + "/*");
        }
        return context;
    }
}
