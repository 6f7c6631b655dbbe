package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes on one PostgreSQL and one Redis, started concurrently on an empty database. Two nodes cache a session for an
 * hour, so that only Redis can notify them of its end sooner; the third caches it for the default two seconds.
 */
@Tag("full")
@Timeout(300)
class PostgresNodesTest {
    private static final int KILLS = Integer.getInteger("saoma.failover.kills", 1);

    @TempDir
    private static Path folder;

    private static DatabaseServer.Running database;
    private static RealRedis redis;
    private static Fleet fleet;
    private static Node a;
    private static Node b;
    private static Node c;

    @BeforeAll
    static void start() throws Exception {
        database = DatabaseServer.OWN_POSTGRESQL.run(folder);
        redis = RealRedis.start();
        fleet = new Fleet(folder.resolve("nodes"), database.store()).with("saoma.redis.url", redis.url());
        a = fleet.node().with("saoma.session.cached", "28m").launch();
        b = fleet.node().with("saoma.session.cached", "28m").launch();
        c = fleet.node().launch();
        for (Node node : List.of(a, b, c)) {
            node.ready();
        }
        awaitNews();
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
        if (redis != null) {
            redis.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @AfterEach
    void goOn() throws Exception {
        redis.resume();
        awaitNews();
    }

    @Test
    void startAtOnceOnAnEmptyDatabase() throws Exception {
        assertThat(
                        column(
                                "SELECT version FROM saoma_schema_history WHERE success AND type = 'SQL' ORDER BY installed_rank"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(
                        column(
                                "SELECT version FROM saoma_server_schema_history WHERE success AND type = 'SQL' ORDER BY installed_rank"))
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void goOnWhereverTheNextRequestArrives() throws Exception {
        Visitor visitor = Fleet.visitor(a);
        Reply begun = visitor.attempt();
        Reply finished = visitor.at(b).finish(fleet.code("alice"), begun.text("state"));
        assertThat(visitor.at(c).redeem(finished.text("loginCode")).status()).isEqualTo(201);

        assertThat(visitor.at(a).session()).isEqualTo(200);
        assertThat(visitor.at(b).redeem(finished.text("loginCode")).status())
                .as("a second time, on another node")
                .isEqualTo(400);
    }

    @Test
    void forgetASessionEverywhereAtOnce() throws Exception {
        Visitor visitor = fleet.signedIn(a, b, c);
        logOut(visitor.at(a));

        // The cache alone would keep the session for an hour.
        awaitEnd(visitor.at(b));
        awaitEnd(visitor.at(c));
    }

    @Test
    void forgetASessionWithinTheirOwnTimeWhileRedisIsGoneAndEverywhereWhenItIsBack() throws Exception {
        Visitor visitor = fleet.signedIn(a, b, c);
        Visitor staying = fleet.signedIn(a, b, c);
        redis.kill();
        logOut(visitor.at(a));
        visitor.at(c).requireEndWithin(Duration.ofSeconds(2));
        assertThat(fleet.signedIn(a, b, c).session()).isEqualTo(200);
        assertThat(visitor.at(b).session()).as("not notified yet").isEqualTo(200);
        redis.begin();

        awaitEnd(visitor.at(b));
        requireSession(staying);
    }

    @Test
    void startThoughRedisIsDownAndCountTogetherWhenItIsThere() throws Exception {
        redis.kill();
        c.stop();
        c.launch().ready();
        assertThat(fleet.signedIn(c).session()).isEqualTo(200);
        redis.begin();

        awaitCountingTogether();
    }

    @Test
    void goOnWhileRedisIsPausedAndForgetWhatWasToldMeanwhile() throws Exception {
        Visitor visitor = fleet.signedIn(a, b, c);
        Visitor staying = fleet.signedIn(a, b, c);
        redis.pause();
        logOut(visitor.at(a));
        visitor.at(c).requireEndWithin(Duration.ofSeconds(2));
        assertThat(fleet.signedIn(a, b, c).session()).isEqualTo(200);
        assertThat(begun(Fleet.visitor(a), Fleet.ATTEMPTS * 3))
                .as("attempts that one node allows")
                .isEqualTo(Fleet.ATTEMPTS);
        assertThat(visitor.at(b).session()).as("not notified yet").isEqualTo(200);
        redis.resume();

        awaitEnd(visitor.at(b));
        requireSession(staying);
    }

    @Test
    void countTogether() throws Exception {
        awaitCountingTogether();
    }

    @Test
    void allowNobodyMoreThanEachOfThemDoesWhenRedisIsFlushed() throws Exception {
        Visitor staying = fleet.signedIn(a, b, c);
        Visitor flooding = Fleet.visitor(a, b, c);
        int let = begun(flooding, Fleet.ATTEMPTS * 6);
        assertThat(let).isBetween(Fleet.ATTEMPTS, Fleet.ATTEMPTS * 3);
        redis.ask("FLUSHALL");
        let += begun(flooding, Fleet.ATTEMPTS * 6);
        assertThat(let).isLessThanOrEqualTo(Fleet.ATTEMPTS * 3);

        requireSession(staying);
        assertThat(fleet.signedIn(a, b, c).session()).isEqualTo(200);
        awaitCountingTogether();
    }

    @Test
    void countTogetherAgainAfterARestartOfRedis() throws Exception {
        redis.kill();
        assertThat(begun(Fleet.visitor(b), Fleet.ATTEMPTS * 3)).isEqualTo(Fleet.ATTEMPTS);
        redis.begin();

        awaitCountingTogether();
    }

    @Test
    void keepHashesAloneInRedis() throws Exception {
        fleet.signedIn(a, b, c);
        Eventually.holds("counted in Redis", () -> {
            fleet.signedIn(a);
            return redis.ask("KEYS *").contains("saoma:rate:");
        });

        assertThat(redis.ask("KEYS *").lines().filter(line -> !line.matches("[*$+].*")))
                .allMatch(key -> key.matches("saoma:rate:(attempts|calls|failures):[0-9a-f]{64}"));
    }

    @Test
    void printNoPassword() {
        assertThat(a.printed() + b.printed() + c.printed())
                .contains("connected to Redis at redis://127.0.0.1:" + redis.port())
                .doesNotContain(RealRedis.PASSWORD);
    }

    @Test
    @Tag("failover")
    void loseNobodyWhenOneOfThemIsKilled() throws Exception {
        var logins = new SteadyLogins(fleet, a, b, c);
        var failover = new Failover("store=postgresql redis=yes nodes=3", logins);
        try (logins) {
            for (int kill = 0; kill < KILLS; kill++) {
                failover.kill(b);
                b.launch().ready();
            }
        }

        failover.requireNothingLost("kill", a, c);
    }

    @Test
    void loseNobodyWhenOneOfThemIsRestarted() throws Exception {
        var logins = new SteadyLogins(fleet, a, b, c);
        var failover = new Failover("store=postgresql redis=yes nodes=3", logins);
        try (logins) {
            failover.stop(b);
            b.launch().ready();
        }

        failover.requireNothingLost("restart", a, b, c);
    }

    /** Logs out by a twin: the visitor keeps sending the cookie of the ended session. */
    private static void logOut(Visitor visitor) throws IOException {
        assertThat(visitor.twin().send("DELETE", "/api/session", "").status()).isEqualTo(204);
        assertThat(visitor.session()).isEqualTo(401);
    }

    private static void requireSession(Visitor visitor) throws IOException {
        for (Node node : List.of(a, b, c)) {
            assertThat(visitor.at(node).session()).isEqualTo(200);
        }
    }

    private static void awaitEnd(Visitor visitor) throws Exception {
        Eventually.holds("the session's end", () -> visitor.session() == 401);
    }

    /** Returns how many of the attempts were allowed. */
    private static int begun(Visitor visitor, int attempts) throws IOException {
        int let = 0;
        for (int i = 0; i < attempts; i++) {
            Reply answer = visitor.attempt();
            assertThat(answer.status()).isIn(201, 429);
            let += answer.status() == 201 ? 1 : 0;
        }
        return let;
    }

    /** Retries, because a node that stalls for a tenth of a second counts alone for a while. */
    private static void awaitCountingTogether() throws Exception {
        Eventually.holds(
                "one allowance for all nodes",
                () -> begun(Fleet.visitor(a, b, c), Fleet.ATTEMPTS * 4) == Fleet.ATTEMPTS);
    }

    /** Waits until each node is notified of the end of a session on another. */
    private static void awaitNews() throws Exception {
        for (Node node : List.of(a, b)) {
            Eventually.holds("news between the nodes", () -> {
                Visitor visitor = fleet.signedIn(a, b, c);
                logOut(visitor.at(node));
                return soon(visitor.at(node == a ? b : a)) && soon(visitor.at(c));
            });
        }
    }

    private static boolean soon(Visitor visitor) throws Exception {
        for (int i = 0; i < 50; i++) {
            if (visitor.session() == 401) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static List<String> column(String query) throws Exception {
        var store = database.store();
        try (var connection = DriverManager.getConnection(store.url(), store.user(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
