package dev.saoma.server.doctor;

import dev.saoma.App;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.server.doctor.Finding.Level;
import dev.saoma.server.doctor.oidc.ClientSecretCheck;
import dev.saoma.server.doctor.oidc.ProviderCheck;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all checks at the same time, with one time-out for all of them. */
public final class DoctorRun {
    /** The time-out of the command line. */
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** The share of reading the login methods of the database in the time of all checks. */
    private static final int OVERLAY_SHARE = 4;

    private final DoctorInput input;
    private final Host host;
    private final Duration timeout;

    /** @param timeout the time after which a running check is reported as a failure */
    public DoctorRun(DoctorInput input, Host host, Duration timeout) {
        this.input = input;
        this.host = host;
        this.timeout = timeout;
    }

    /** Runs the checks and returns the findings in their order. */
    public List<Finding> findings() {
        long begun = System.nanoTime();
        OverlayExamination overlay = OverlayExamination.of(input, timeout.dividedBy(OVERLAY_SHARE));
        Duration left = timeout.minusNanos(System.nanoTime() - begun);
        try (var database = SqliteDatabase.inMemory();
                App app = overlay.addTo(App.builder(input.settings().app()))
                        .store(SqlStore.open(database, true))
                        .sealKey(input.settings().saoma().sealKey())
                        .wechat(host.wechat().apply(input.settings().wechat()))
                        .environment(
                                name -> Optional.ofNullable(host.environment().get(name)))
                        .reload(Duration.ZERO)
                        .open()) {
            List<WeChatLogin> instances = app.loginInstances().stream()
                    .filter(WeChatLogin.class::isInstance)
                    .map(WeChatLogin.class::cast)
                    .toList();
            Map<String, Check> checks = checks(instances, overlay);
            checks.put("client-secret", new ClientSecretCheck(app.elements().current())::run);
            return run(checks, left);
        } catch (ConfigException e) {
            var findings = new ArrayList<Finding>();
            findings.add(Finding.fail(
                    overlay.contains(e) ? "app.database-refused" : "app.refused",
                    String.valueOf(e.getMessage()),
                    e.file(),
                    e.key()));
            findings.addAll(run(checks(List.of(), overlay), left));
            return findings;
        }
    }

    private Map<String, Check> checks(List<WeChatLogin> instances, OverlayExamination overlay) {
        var checks = new LinkedHashMap<String, Check>();
        checks.put("java", new JavaCheck(host.javaFeature()));
        checks.put("environment", this::strayVariables);
        checks.put("database-app", overlay::findings);
        checks.put("app", new InstancesCheck(input, instances));
        checks.put("public-url", new PublicUrlCheck(input, host));
        checks.put("callback-domain", new CallbackDomainCheck(input, instances, host));
        checks.put("origins", new OriginsCheck(input));
        checks.put("admin-key", new AdminKeyCheck(input.settings().admin()));
        checks.put("lives", new LifetimesCheck(input));
        if (input.running().isEmpty()) {
            checks.put("port", new PortCheck(input));
        }
        checks.put("folders", new FoldersCheck(input, host));
        checks.put("database", new DatabaseCheck(input, host));
        checks.put("oidc", new ProviderCheck(input.settings())::run);
        checks.put("redis", new RedisCheck(input.settings().store().flatMap(StoreSettings::redis), host));
        checks.put("wechat", new WeChatCheck(input, host));
        checks.put("code", new CodeExchangeCheck(instances));
        return checks;
    }

    /** Checks whether an environment variable looks like a setting and is none. */
    private List<Finding> strayVariables() {
        return input.strayVariables().isEmpty()
                ? List.of(Finding.ok("environment.known"))
                : input.strayVariables().stream()
                        .map(name -> Finding.warn("environment.stray", name))
                        .toList();
    }

    private List<Finding> run(Map<String, Check> checks, Duration left) {
        ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("saoma-doctor"));
        try {
            var running = new LinkedHashMap<String, Future<List<Finding>>>();
            checks.forEach((name, check) -> running.put(name, threads.submit((Callable<List<Finding>>) check::run)));
            long until = System.nanoTime() + left.toNanos();
            var findings = new ArrayList<Finding>();
            running.forEach((name, future) -> findings.addAll(result(name, future, until - System.nanoTime())));
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Finding> result(String check, Future<List<Finding>> future, long nanos) {
        try {
            return future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.withFix(Level.FAIL, check, "check.timeout", timeout.toSeconds()));
        } catch (ExecutionException e) {
            String cause =
                    Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
            return List.of(Finding.withFix(Level.FAIL, check, "check.failed", cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
