package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An administrator deletes a user with all data of the user. */
@Timeout(180)
class DeletedUserTest {
    private static final String USERS = "/api/admin/users";
    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    @Test
    void leavesNothingButTheTrail() {
        try (var site = Site.open(folder)) {
            Browser admin = site.admin();
            Browser browser = site.browser();
            String user = signIn(site, browser);
            admin.post("/api/admin/corps", "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
            admin.put("/api/admin/corps/shop/members/" + user);

            assertThat(admin.delete(USERS + "/" + user).status()).isEqualTo(204);

            assertThat(browser.session().status()).isEqualTo(401);
            assertThat(admin.get(USERS + "/" + user).code()).isEqualTo("not_found");
            assertThat(admin.delete(USERS + "/" + user).code()).isEqualTo("not_found");
            assertThat(admin.get("/api/admin/corps/shop/members").json()).isEmpty();
            assertThat(trail(admin, user))
                    .startsWith("administered account deleted", "forgotten account deleted; bindings: 1, sessions: 1");
        }
    }

    @Test
    void letsThePersonComeAnewAsSomebodyElse() {
        try (var site = Site.open(folder)) {
            String before = signIn(site, site.browser());
            site.admin().delete(USERS + "/" + before);
            site.admin().post(USERS, "{\"userId\":\"" + before + "\"}");

            assertThat(signIn(site, site.browser())).isNotEqualTo(before);
        }
    }

    /** Deletes the row directly in the database, as an external tool would. */
    @Test
    void givesTheNextUserOfAnIdentifierNothingThatWasLeft() {
        try (var site = Site.open(folder)) {
            String before = signIn(site, site.browser());
            site.restart(() -> {
                try (var database = SqliteDatabase.open(folder.resolve("data/saoma.db"))) {
                    database.write(handle -> handle.execute("DELETE FROM saoma_account"));
                }
            });
            site.admin().post(USERS, "{\"userId\":\"" + before + "\"}");

            assertThat(signIn(site, site.browser())).isNotEqualTo(before);
        }
    }

    @Test
    void isNotAMemberOfAnythingHoweverTheyRaceOnPostgres() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                var site = Site.open(folder.resolve("site"), database.store())) {
            Browser admin = site.admin();
            admin.post("/api/admin/corps", "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
            for (int round = 0; round < ROUNDS; round++) {
                String user = "user" + round;
                admin.post(USERS, "{\"userId\":\"" + user + "\"}");
                List<Integer> ends = race(
                        () -> site.admin().delete(USERS + "/" + user).status(),
                        () -> site.admin()
                                .put("/api/admin/corps/shop/members/" + user)
                                .status());

                assertThat(ends.get(0)).as("round " + round).isEqualTo(204);
                assertThat(ends.get(1)).as("round " + round).isIn(204, 404);
            }
            assertThat(admin.get("/api/admin/corps/shop/members").json()).isEmpty();
        }
    }

    @Test
    void isNotSignedInHoweverTheyRaceOnPostgres() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                var site = Site.open(folder.resolve("site"), database.store())) {
            for (int round = 0; round < ROUNDS; round++) {
                String user = signIn(site, site.browser());
                Browser again = site.browser();
                String code = site.code("alice");
                List<Integer> ends = race(
                        () -> site.admin().delete(USERS + "/" + user).status(),
                        () -> again.login(code).status());

                assertThat(ends.get(0)).as("round " + round).isEqualTo(204);
                assertThat(ends.get(1)).as("round " + round).isLessThan(500);
                String now = again.session().json().path("user").path("userId").asString("");
                assertThat(now).as("round " + round).isNotEqualTo(user);
            }
        }
    }

    /** Runs both concurrently and returns their statuses. */
    private static List<Integer> race(Callable<Integer> first, Callable<Integer> second) throws Exception {
        var start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var runs = new ArrayList<Future<Integer>>();
            for (Callable<Integer> one : List.of(first, second)) {
                runs.add(threads.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return one.call();
                }));
            }
            return List.of(runs.get(0).get(60, TimeUnit.SECONDS), runs.get(1).get(60, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    private static String signIn(Site site, Browser browser) {
        Reply session = browser.login(site.code("alice"));
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        return session.json().path("user").path("userId").asString();
    }

    private static List<String> trail(Browser admin, String user) {
        return StreamSupport.stream(
                        admin.get("/api/admin/audit?userId=" + user).json().spliterator(), false)
                .map(event ->
                        event.path("kind").asString() + " " + event.path("note").asString())
                .toList();
    }
}
