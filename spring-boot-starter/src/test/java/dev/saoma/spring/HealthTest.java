package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.testing.RealPostgres;
import dev.saoma.testing.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Saoma's health indicator in Actuator. */
@Timeout(120)
class HealthTest {
    private static final String PASSWORD = "CANARY_store_41d0";

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void isUpWhateverWeChatDoes() {
        try (Site site = health(Site.of(folder, Shop.class).bare()).start()) {
            site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Reset());
            site.browser().login(site.wechat(), "alice");
            int asked = site.wechat().requests().size();

            assertThat(ask(site).body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(site.wechat().requests()).hasSize(asked);
        }
    }

    @Test
    void isDownWithinTimeWhileTheDatabaseHangsAndWhenItIsDead() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Site site = health(Site.of(folder, Shop.class)
                                .bare()
                                .with(
                                        "saoma.store.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                                        "saoma.store.user=postgres",
                                        "saoma.store.password=" + PASSWORD))
                        .start()) {
            assertThat(ask(site).text("status")).isEqualTo("UP");

            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE saoma_session IN ACCESS EXCLUSIVE MODE");
                assertDown(site);
            }
            await(site, "UP");

            postgres.close();
            assertDown(site);
        }
    }

    /** A demoted primary responds, but rejects writes. */
    @Test
    void isDownWhileTheApplicationsDatabaseIsReadOnly() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Site site = health(Site.of(folder, Shop.class)
                                .without("org.springframework.security")
                                .with(
                                        "spring.flyway.enabled=false",
                                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                                        "spring.datasource.username=postgres"))
                        .start()) {
            await(site, "UP");

            change(postgres, "ALTER SYSTEM SET default_transaction_read_only = on");
            await(site, "DOWN");

            change(postgres, "ALTER SYSTEM RESET default_transaction_read_only");
            await(site, "UP");
        }
    }

    private static void change(EmbeddedPostgres postgres, String setting) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(setting);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @Test
    void isLeftOutWhenItIsToldSo() {
        try (Site site = health(Site.of(folder, Shop.class).bare())
                .with("management.health.saoma.enabled=false")
                .start()) {
            assertThat(ask(site).status()).isEqualTo(404);
        }
    }

    @Test
    void isNotThereWithoutActuator() {
        try (Site site = Site.of(folder, Shop.class)
                .bare()
                .without("org.springframework.boot.health")
                .with("spring.autoconfigure.exclude=" + withoutHealth())
                .start()) {
            site.bind("user123", "alice");

            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(site.context().getBeansOfType(HealthIndicator.class)).isEmpty();
        }
    }

    /** Returns the auto-configurations to exclude: those of Spring Boot's health module and of the database. */
    private static String withoutHealth() {
        return ImportCandidates.load(AutoConfiguration.class, HealthTest.class.getClassLoader())
                        .getCandidates()
                        .stream()
                        .filter(name -> name.startsWith("org.springframework.boot.health"))
                        .collect(Collectors.joining(","))
                + "," + Site.NO_DATABASE;
    }

    private static Site.Plan health(Site.Plan plan) {
        return plan.with(
                "management.endpoint.health.show-components=always", "management.endpoint.health.show-details=always");
    }

    private static Reply ask(Site site) {
        return site.browser().get("/actuator/health/saoma");
    }

    /** The indicator's time-out is two seconds. The rest allows for a slow machine. */
    private static void assertDown(Site site) {
        long before = System.nanoTime();
        Reply answer = ask(site);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"details\":{\"reason\":\"store_unavailable\"},\"status\":\"DOWN\"}");
    }

    private static void await(Site site, String status) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!ask(site).text("status").equals(status)) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static EmbeddedPostgres postgres() throws Exception {
        return RealPostgres.start(
                RealPostgres.builder().setServerConfig("fsync", "off").setLocaleConfig("locale", "C.UTF-8"));
    }
}
