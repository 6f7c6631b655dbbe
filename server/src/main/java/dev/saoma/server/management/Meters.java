package dev.saoma.server.management;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseLoad;
import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import dev.saoma.oidc.handler.OidcEvents;
import dev.saoma.oidc.logout.BackchannelLogoutFigures;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.session.CacheFigures;
import dev.saoma.session.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of this process. Every label has a fixed set of values. Thread-safe. */
public final class Meters implements LoginSteps, OidcEvents, AutoCloseable {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    private static final String OTHER = "other";

    private final Map<String, AtomicInteger> active = Stream.concat(LoginSteps.NAMES.stream(), Stream.of(OTHER))
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> new AtomicInteger()));
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Registers the metrics of the JVM and the process. */
    public Meters() {
        List<MeterBinder> process = List.of(
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                collections,
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        process.forEach(binder -> binder.bindTo(registry));
        active.forEach((name, now) -> Gauge.builder("saoma.step.active", now, AtomicInteger::get)
                .description("Steps of a login and calls to WeChat that have begun and not ended")
                .tag("step", name)
                .register(registry));
    }

    @Override
    public Step begin(LoginStep begun) {
        // Neither instance nor attempt: attempts have no closed list, and the monitoring system must hold every label.
        String name = begun.name();
        Timer.Sample sample = Timer.start(registry);
        AtomicInteger now = Objects.requireNonNull(active.get(known(name)));
        now.incrementAndGet();
        return (ended, failure) -> {
            now.decrementAndGet();
            sample.stop(timer(known(name), failure));
        };
    }

    private static String known(String name) {
        return LoginSteps.NAMES.contains(name) ? name : OTHER;
    }

    private Timer timer(String name, Optional<ErrorCode> failure) {
        return Timer.builder("saoma.step")
                .description("Steps of a login and calls to WeChat, by what came of them")
                .tag("step", name)
                .tag("outcome", failure.map(ErrorCode::code).orElse("ok"))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Adds the metrics of this node's sessions. */
    public void bind(Sessions sessions) {
        ToDoubleFunction<Sessions> hits = all -> all.cacheFigures().hits();
        ToDoubleFunction<Sessions> misses = all -> all.cacheFigures().misses();
        FunctionCounter.builder("saoma.session.cache.requests", sessions, hits)
                .description("Look-ups of sessions, by whether the cache answered or the store was asked")
                .tag("result", "hit")
                .register(registry);
        FunctionCounter.builder("saoma.session.cache.requests", sessions, misses)
                .description("Look-ups of sessions, by whether the cache answered or the store was asked")
                .tag("result", "miss")
                .register(registry);
        gauge(
                "saoma.session.cache.size",
                "Sessions in the cache",
                () -> figures(sessions).size());
    }

    /** Adds the metrics of the connections to the database. */
    public void bind(Database database) {
        gauge(
                "saoma.store.connections.max",
                "Connections that this node may use",
                () -> load(database).connections());
        gauge(
                "saoma.store.connections.active",
                "Connections in use",
                () -> load(database).inUse());
        gauge(
                "saoma.store.waiting",
                "Callers that wait for a connection or for the writer",
                () -> load(database).waiting());
    }

    /** Adds the metrics of the provider's notices of ended sessions. */
    public void bind(Supplier<BackchannelLogoutFigures> logouts) {
        notices(logouts, "delivered", BackchannelLogoutFigures::delivered);
        notices(logouts, "failed", BackchannelLogoutFigures::failedTries);
        notices(logouts, "given_up", BackchannelLogoutFigures::givenUp);
        gauge(
                "saoma.oidc.logout.notices.active",
                "Notices of ended sessions whose request waits for an answer",
                () -> logouts.get().inFlight());
    }

    private void notices(
            Supplier<BackchannelLogoutFigures> logouts,
            String outcome,
            ToDoubleFunction<BackchannelLogoutFigures> value) {
        FunctionCounter.builder("saoma.oidc.logout.notices", logouts, all -> value.applyAsDouble(all.get()))
                .description("Notices of ended sessions to clients: delivered, failed tries, given up")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void tokenResponse(GrantType grantType, Optional<OAuthError> error) {
        Counter.builder("saoma.oidc.token.responses")
                .description("Responses of the token endpoint")
                .tag("grant", grantType.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome(error))
                .register(registry)
                .increment();
    }

    @Override
    public void authorizationResponse(Optional<OAuthError> error) {
        Counter.builder("saoma.oidc.authorization.responses")
                .description("Responses to authorization requests that were sent to a client")
                .tag("outcome", outcome(error))
                .register(registry)
                .increment();
    }

    private static String outcome(Optional<OAuthError> error) {
        return error.map(OAuthError::code).orElse("ok");
    }

    private static CacheFigures figures(Sessions sessions) {
        return sessions.cacheFigures();
    }

    private static DatabaseLoad load(Database database) {
        return database.load();
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Returns all metrics in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
