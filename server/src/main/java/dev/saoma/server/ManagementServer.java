package dev.saoma.server;

import dev.saoma.database.Database;
import dev.saoma.observe.LoginSteps;
import dev.saoma.oidc.handler.OidcEvents;
import dev.saoma.server.management.ManagementPort;
import dev.saoma.server.management.Meters;
import dev.saoma.server.management.PortProbe;
import dev.saoma.server.management.Readiness;
import dev.saoma.server.problem.ProblemErrorHandler;
import dev.saoma.server.setting.ManagementSettings;
import dev.saoma.servlet.WebSettings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management port and metrics of a server, if configured: open before the database is opened and until it is closed. */
final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

    private final @Nullable ManagementSettings settings;
    private final Readiness readiness = new Readiness();
    private final @Nullable Meters meters;
    private @Nullable ManagementPort management;

    ManagementServer(Optional<ManagementSettings> settings) {
        this.settings = settings.orElse(null);
        this.meters = settings.isPresent() ? new Meters() : null;
    }

    void listen(WebSettings web) {
        if (settings != null && meters != null) {
            var problems = new ProblemErrorHandler(web, "(management port)");
            management = ManagementPort.start(settings.host(), settings.port(), readiness, meters, problems);
        }
    }

    LoginSteps steps() {
        return meters == null ? LoginSteps.none() : meters;
    }

    OidcEvents events() {
        return meters == null ? OidcEvents.none() : meters;
    }

    void started(ServedApp served, Database database, PortProbe port) {
        if (meters != null) {
            meters.bind(served.app().sessions());
            served.provider().ifPresent(provider -> meters.bind(provider::logoutFigures));
            meters.bind(database);
        }
        readiness.started(database, port);
    }

    /** Returns why the server is not ready, within two seconds; empty when it is. */
    Optional<String> unreadyReason() {
        return readiness.unreadyReason();
    }

    /** Reports that the server is not ready, and gives load balancers time to notice. */
    void stopping() {
        readiness.stopping();
        if (settings == null || settings.drain().isZero()) {
            return;
        }
        LOG.info(
                "not ready any more; requests are taken for another {} s",
                settings.drain().toSeconds());
        try {
            Thread.sleep(settings.drain().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<URI> url() {
        return settings == null || management == null
                ? Optional.empty()
                : Optional.of(URI.create("http://" + bracketed(settings.host()) + ":" + management.port()));
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Override
    public void close() {
        ManagementPort port = management;
        try (readiness;
                meters;
                port) {
            LOG.debug("closing what the operator has");
        }
    }
}
