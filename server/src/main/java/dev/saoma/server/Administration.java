package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.identity.UserId;
import dev.saoma.observe.LoginSteps;
import dev.saoma.server.account.NicknameFolding;
import dev.saoma.server.admin.AdminServices;
import dev.saoma.server.admin.AdminServlet;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.element.ElementEnvironment;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.flow.FlowHistory;
import dev.saoma.server.flow.FlowRecorder;
import dev.saoma.server.flow.FlowStreams;
import dev.saoma.server.operation.Nodes;
import dev.saoma.server.operation.Operations;
import dev.saoma.server.setting.AdminSettings;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The administrator's part of a server: the API, the console and the record of logins. There is none without key and console. */
final class Administration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

    private final AdminSettings settings;
    private final ServerSettings server;
    private final Supplier<Optional<String>> unreadyReason;
    private final ElementNews news;
    private final Clock clock;
    private final FlowRecorder recorder;
    private final FlowStreams streams;
    private final ConsoleServer port;
    private @Nullable HttpServlet atPort;
    private @Nullable FlowHistory history;
    private @Nullable NicknameFolding folding;
    private @Nullable Operations operations;
    private Optional<ConsoleAccess> console = Optional.empty();

    /**
     * @param unreadyReason why this node is not ready; empty when it is
     * @param news notifies the other nodes of changed login methods
     */
    Administration(ServerSettings server, Supplier<Optional<String>> unreadyReason, ElementNews news, Clock clock) {
        this.news = news;
        this.server = server;
        this.settings = server.admin();
        this.unreadyReason = unreadyReason;
        this.clock = clock;
        this.recorder = new FlowRecorder(clock, Ticker.system());
        this.streams = new FlowStreams(recorder);
        this.port = new ConsoleServer(settings);
    }

    /** Opens the console's own port, if it has one. */
    void listen(WebSettings site) {
        port.listen(site);
    }

    /** Returns a listener that also calls another one. */
    LoginSteps steps(LoginSteps other) {
        return settings.isPresent() ? recorder.and(other) : other;
    }

    /** Returns the servlet of the public port, and begins to store the record of logins. */
    HttpServlet servlet(ServedApp served, WebSettings web, SqlStore store) {
        App app = served.app();
        if (!settings.isPresent()) {
            return AdminServlet.withoutAdministrators(app, web, served.provider());
        }
        Optional<AdminKey> key = settings.key().map(secret -> new AdminKey(secret, web.clients(), app.ticker()));
        if (settings.console()) {
            var access = ConsoleAccess.of(app, store, port.web().orElse(web), key);
            console = Optional.of(port.web()
                    .map(own -> access.apartFrom(web, own, app, store))
                    .orElse(access));
        }
        var started = new FlowHistory(store.database(), recorder, clock);
        started.start();
        history = started;
        folding = NicknameFolding.start(store);
        var environment = new ElementEnvironment(
                app,
                store,
                new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor()),
                server.saoma().sealKey(),
                console.map(ConsoleAccess::roles),
                news,
                web.mode() == Mode.PRODUCTION);
        LoginElements elements = LoginElements.of(environment, settings.elements());
        var nodes = new Nodes(
                started.node(),
                store.database(),
                app,
                settings.elements().overlay(store.database(), ElementNews.none()),
                unreadyReason);
        var operated = Operations.of(server, app, store.database(), ServedApp::schema, nodes);
        operations = operated;
        var services = new AdminServices(
                store,
                console,
                new AdminServices.Flow(recorder, started, streams),
                elements,
                operated,
                served.provider());
        AdminServlet.Both servlets = port.web()
                .map(own -> AdminServlet.apart(app, web, own, key, services))
                .orElseGet(() -> AdminServlet.of(app, web, key, services));
        atPort = servlets.console().orElse(null);
        return servlets.site();
    }

    /** Serves the console's own port, and begins to report this node. */
    void started() {
        Optional.ofNullable(atPort).ifPresent(port::start);
        Optional.ofNullable(operations).ifPresent(operated -> operated.nodes().start());
    }

    /** Returns the console's own address; empty when it has none. */
    Optional<URI> consoleUrl() {
        return port.web().map(WebSettings::publicUrl);
    }

    /** Makes the first user of a new server the owner of the console, if it is on. */
    void makeFirstOwner(UserId user) {
        console.ifPresent(access -> access.roles().makeFirstOwner(user));
    }

    /** Creates a link that opens the console of a new server; empty when it is not new, or the console is off. */
    Optional<URI> setupLink() {
        return console.flatMap(access -> access.setup().create());
    }

    /** Ends the responses that have no end of their own, which a stop would wait for. */
    void stopping() {
        streams.end();
    }

    /** Stores the rest of the record. */
    @Override
    public void close() {
        try (var ended = folding;
                var stored = history;
                var operated = operations;
                port) {
            LOG.debug("closing what administrators use");
        }
    }
}
