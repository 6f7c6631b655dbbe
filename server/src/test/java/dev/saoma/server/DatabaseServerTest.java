package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site that stores its rows in a database server. */
@Timeout(180)
class DatabaseServerTest {
    @TempDir
    private Path folder;

    @Test
    void signsPeopleInOnPostgresql() throws Exception {
        signsPeopleInAndKnowsThemAfterARestart(DatabaseServer.POSTGRESQL);
    }

    @Test
    @Tag("full")
    void signsPeopleInOnMariaDb() throws Exception {
        signsPeopleInAndKnowsThemAfterARestart(DatabaseServer.MARIADB);
    }

    private void signsPeopleInAndKnowsThemAfterARestart(DatabaseServer kind) throws Exception {
        try (var database = kind.run(folder);
                var site = Site.open(folder.resolve("site"), database.store())) {
            String user = userId(site.browser().login(code(site)));

            site.restart();

            Browser browser = site.browser();
            assertThat(userId(browser.login(code(site)))).isEqualTo(user);
            assertThat(browser.delete("/api/session").status()).isEqualTo(204);
            assertThat(browser.session().status()).isEqualTo(401);
        }
    }

    @Test
    void saysUnavailableWhileTheDatabaseIsDeadAndGoesOnAfterwards() throws Exception {
        try (var database = DatabaseServer.OWN_POSTGRESQL.run(folder);
                var site = Site.open(folder.resolve("site"), database.store())) {
            String user = userId(site.browser().login(code(site)));

            DatabaseServer.kill(folder);
            Duration quickest = Duration.ofDays(1);
            // Any single try may coincide with a pause of the machine.
            for (int i = 0; i < 3 && quickest.toSeconds() >= 8; i++) {
                long began = System.nanoTime();
                Reply refused = site.browser().attempt();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                quickest = took.compareTo(quickest) < 0 ? took : quickest;
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("store_unavailable");
            }
            assertThat(quickest).isLessThan(Duration.ofSeconds(8));

            assertThat(status(site, "/health/ready")).isEqualTo(503);
            assertThat(status(site, "/health/live")).isEqualTo(200);

            try (var again = DatabaseServer.revive(database, folder)) {
                awaitStore(site);
                assertThat(userId(site.browser().login(code(site)))).isEqualTo(user);
                awaitReady(site);
            }
        }
    }

    private static void awaitReady(Site site) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (status(site, "/health/ready") != 200 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(status(site, "/health/ready")).isEqualTo(200);
    }

    /** Returns the status of a path on the management port. */
    private static int status(Site site, String path) throws Exception {
        URI address = URI.create(site.server().managementUrl().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** The pool retries at growing intervals of at most 5 seconds. */
    private static void awaitStore(Site site) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Reply answer = site.browser().attempt();
        while (answer.status() == 503 && System.nanoTime() < until) {
            Thread.sleep(200);
            answer = site.browser().attempt();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static String code(Site site) {
        return site.wechat().issueCode(Sample.APP.appid(), "alice");
    }

    private static String userId(Reply session) {
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        return session.json().path("user").path("userId").asString();
    }
}
