package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A signing key is replaced while users log in on two nodes, at a client that reads the keys once a day. */
@Tag("full")
@Timeout(300)
class OidcKeyRotationTest {
    private static final int PEOPLE = 4;

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path folder;

    private FleetClient shop;
    private Fleet fleet;
    private Node a;
    private Node b;

    @Test
    void failsNoVerification() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                var nodes = new Fleet(folder.resolve("nodes"), database.store())) {
            fleet = nodes.withProvider();
            shop = FleetClient.web(fleet, "shop", Optional.empty());
            a = fleet.node().open(clock);
            b = fleet.node().open(clock);
            JWKSet first = keys(a);
            String before = verified(token(a), first);

            clock.pass(Duration.ofDays(89));
            awaitKeys(4);
            JWKSet ofYesterday = keys(b);
            clock.pass(Duration.ofHours(24).minusSeconds(30));
            String last = token(a);
            List<String> kids = whileUsersLogIn(ofYesterday, this::passAMinute);

            String after = verified(token(b), ofYesterday);
            assertThat(after).isNotEqualTo(before);
            assertThat(kids).contains(before, after);
            assertThat(verified(last, keys(a))).isEqualTo(before);
            assertThat(verified(last, keys(b))).isEqualTo(before);
        }
    }

    private void passAMinute() {
        for (int second = 0; second < 60; second++) {
            clock.pass(Duration.ofSeconds(1));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every node reads the stored keys once a minute. */
    private void awaitKeys(int count) throws Exception {
        for (Node node : List.of(a, b)) {
            try {
                Eventually.holds("a next key", () -> keys(node).getKeys().size() == count);
            } catch (AssertionError late) {
                Eventually.holds("a next key", () -> keys(node).getKeys().size() == count);
            }
        }
    }

    /** Returns the names of the keys that have signed. */
    private List<String> whileUsersLogIn(JWKSet known, Runnable work) throws Exception {
        var threads = Executors.newFixedThreadPool(PEOPLE);
        var going = new AtomicBoolean(true);
        try {
            var running = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < PEOPLE; i++) {
                Node node = i % 2 == 0 ? a : b;
                running.add(threads.submit(() -> logIn(node, known, going)));
            }
            work.run();
            going.set(false);
            var all = new ArrayList<String>();
            for (Future<List<String>> one : running) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> logIn(Node node, JWKSet known, AtomicBoolean going) throws Exception {
        var kids = new ArrayList<String>();
        while (going.get()) {
            kids.add(verified(token(node), known));
        }
        return kids;
    }

    private String token(Node node) throws Exception {
        Visitor visitor = fleet.signedIn(node);
        Reply tokens = shop.redeem(node, shop.code(visitor));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return tokens.text("id_token");
    }

    private static JWKSet keys(Node node) throws Exception {
        return JWKSet.parse(node.http().get("/oauth2/jwks").body());
    }

    /** Returns the name of the key that has signed. */
    private static String verified(String token, JWKSet known) throws Exception {
        SignedJWT signed = SignedJWT.parse(token);
        JWK key = known.getKeyByKeyId(signed.getHeader().getKeyID());
        assertThat(key).as("a key that the client knows").isNotNull();
        assertThat(signed.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return signed.getHeader().getKeyID();
    }
}
