package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The OpenID provider when a node or the database is killed: no code is accepted twice, no token outlives its session, and every
 * notice arrives.
 */
@Tag("full")
@Timeout(300)
class OidcFailoverTest {
    private static final int CODES = 24;

    @TempDir
    private static Path folder;

    private static DatabaseServer.Running database;
    private static LogoutAddress address;
    private static Fleet fleet;
    private static FleetClient shop;
    private static FleetClient spa;
    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() throws Exception {
        database = DatabaseServer.OWN_POSTGRESQL.run(folder);
        address = new LogoutAddress();
        fleet = new Fleet(folder.resolve("nodes"), database.store()).withProvider();
        shop = FleetClient.web(fleet, "shop", Optional.of(address.uri()));
        spa = FleetClient.spa(fleet, "spa");
        a = fleet.node().launch();
        b = fleet.node().launch();
    }

    /** Starts the nodes that the test before has killed. */
    @BeforeEach
    void revive() throws Exception {
        address.forget();
        a.launchIfDead();
        b.launchIfDead();
        a.ready();
        b.ready();
    }

    @AfterAll
    static void stop() throws Exception {
        try (var closedLast = database;
                var told = address;
                var closedFirst = fleet) {}
    }

    @Test
    void goesOnWithACodeOfANodeThatIsKilled() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        String code = shop.code(visitor.at(a));
        a.kill();

        Reply tokens = shop.redeem(b, code);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(shop.userInfo(b, tokens.text("access_token")).status()).isEqualTo(200);
        a.launch().ready();
        assertThat(shop.refresh(a, tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void acceptsNoCodeTwiceWhenANodeIsKilledWhileItAnswers() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        var codes = new ArrayList<String>();
        for (int i = 0; i < CODES; i++) {
            codes.add(shop.code(visitor.at(a)));
        }
        Map<String, Reply> answered = redeemedUntilTheKill(codes);
        assertThat(answered).hasSizeBetween(3, CODES - 1);

        for (String code : codes) {
            Reply again = shop.redeem(b, code);
            if (answered.containsKey(code)) {
                assertThat(again.text("error")).isEqualTo("invalid_grant");
                assertThat(shop.userInfo(b, answered.get(code).text("access_token"))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(again.status()).isIn(200, 400);
            assertThat(shop.redeem(b, code).text("error")).isEqualTo("invalid_grant");
        }
    }

    /** Redeems codes at the first node, four at once, and kills it after three answers. Returns the answers by code. */
    private static Map<String, Reply> redeemedUntilTheKill(List<String> codes) throws Exception {
        var answered = new ConcurrentHashMap<String, Reply>();
        var threads = Executors.newFixedThreadPool(4);
        try {
            codes.forEach(code -> threads.execute(() -> {
                Reply reply = shop.redeem(a, code);
                assertThat(reply.status()).isEqualTo(200);
                answered.put(code, reply);
            }));
            Eventually.holds("three answers", () -> answered.size() >= 3);
            a.kill();
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        return answered;
    }

    /** The database keeps nothing in memory that it has acknowledged about a code. */
    @Test
    void acceptsNoCodeTwiceWhenTheDatabaseIsKilled() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        var codes = new ArrayList<String>();
        for (int i = 0; i < CODES; i++) {
            codes.add(shop.code(visitor.at(a)));
        }
        for (String code : codes) {
            assertThat(shop.redeem(a, code).status()).isEqualTo(200);
        }
        DatabaseServer.kill(folder);
        database = DatabaseServer.revive(database, folder);
        awaitStore();

        assertThat(codes).allMatch(code -> shop.redeem(b, code).status() == 400);
    }

    @Test
    void letsNoTokenOutliveItsSessionWhenTheDatabaseIsKilled() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        Reply tokens = shop.redeem(b, shop.code(visitor.at(a)));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(visitor.twin().at(a).send("DELETE", "/api/session", "").status())
                .isEqualTo(204);
        DatabaseServer.kill(folder);
        database = DatabaseServer.revive(database, folder);
        awaitStore();

        for (Node node : List.of(a, b)) {
            assertThat(shop.userInfo(node, tokens.text("access_token")).status())
                    .isEqualTo(401);
            assertThat(shop.refresh(node, tokens.text("refresh_token")).text("error"))
                    .isEqualTo("invalid_grant");
        }
        Eventually.holds("a notice", () -> !address.tokens().isEmpty());
    }

    /** O12. Within its window a repeated token gets the successor that it had before the restart. */
    @Test
    void endsAFamilyWhenARotatedTokenIsRepeatedAfterARestart() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        String first = spa.redeem(a, spa.code(visitor.at(a))).text("refresh_token");
        Reply rotated = spa.refresh(a, first);
        String second = rotated.text("refresh_token");
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        a.kill();
        a.launch().ready();

        Eventually.holds("the end of the window", () -> {
            Reply repeated = spa.refresh(a, first);
            assertThat(repeated.text("refresh_token")).isIn(second, "");
            return repeated.text("error").equals("invalid_grant");
        });
        for (Node node : List.of(a, b)) {
            assertThat(spa.refresh(node, second).text("error")).isEqualTo("invalid_grant");
            assertThat(spa.userInfo(node, rotated.text("access_token")).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void sendsANoticeAgainWhenTheSendingNodeIsKilled() throws Exception {
        b.kill();
        Visitor visitor = fleet.signedIn(a);
        assertThat(shop.redeem(a, shop.code(visitor)).status()).isEqualTo(200);
        address.hang();
        assertThat(visitor.send("DELETE", "/api/session", "").status()).isEqualTo(204);
        Eventually.holds(
                "a notice that waits for its answer", () -> address.tokens().size() == 1);
        a.kill();
        address.answer();
        b.launch().ready();

        Eventually.holds("the notice of another node", () -> address.tokens().size() == 2);
        assertThat(address.sids().get(1)).isEqualTo(address.sids().get(0));
        assertThat(address.claims().get(1).getJWTID())
                .isNotEqualTo(address.claims().get(0).getJWTID());
    }

    /** The pool of a node retries at growing intervals of at most 5 seconds. */
    private static void awaitStore() throws Exception {
        for (Node node : List.of(a, b)) {
            Eventually.holds(
                    "the database is there", () -> shop.introspect(node, "none").status() == 200);
        }
    }
}
