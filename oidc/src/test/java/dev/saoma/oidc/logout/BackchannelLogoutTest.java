package dev.saoma.oidc.logout;

import static dev.saoma.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestDatabase;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.store.LogoutNotice;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices of ended sessions, sent to addresses that behave and to some that do not (O26). */
@Timeout(120)
class BackchannelLogoutTest {
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Database database;
    private TestProvider provider;
    private BackchannelLogout logout;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestDatabase.SQLITE.open(folder);
        provider = new TestProvider(database);
        logout = sender(false);
    }

    private BackchannelLogout sender(boolean requiresHttps) {
        var sender = new BackchannelLogout(
                provider.rows, notice -> "token-of-" + notice.sid(), requiresHttps, provider.clock);
        opened.add(sender);
        return sender;
    }

    private LogoutReceiver receiver(LogoutReceiver.Behaviour behaviour) throws IOException {
        var receiver = new LogoutReceiver(behaviour);
        opened.add(receiver);
        return receiver;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        provider.close();
        database.close();
    }

    private void notice(String client, String sid, URI uri) {
        boolean unused = provider.rows.write(Durability.SYNCHRONOUS, tx -> {
            tx.logouts()
                    .insert(new LogoutNotice(0, new ClientId(client), sid, "ann", uri, 0, provider.clock.instant()));
            return true;
        });
    }

    private long waiting() {
        return provider.count("saoma_oidc_logout");
    }

    private String figures() {
        BackchannelLogoutFigures now = logout.figures();
        return now.delivered() + " delivered, " + now.failedTries() + " failed, " + now.givenUp() + " given up";
    }

    private void untilFigures(String expected) throws Exception {
        holds(expected, () -> figures().equals(expected) && logout.figures().inFlight() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void areAcceptedWith200And204(int status) throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(status));
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("1 delivered, 0 failed, 0 given up");

        holds("the row goes", () -> waiting() == 0);
        assertThat(client.bodies).containsExactly("logout_token=token-of-s1");
        assertThat(client.heads.get(0))
                .startsWith("POST /logout HTTP/1.1\r\n")
                .containsIgnoringCase("content-type: application/x-www-form-urlencoded\r\n");
        assertThat(provider.trail()).isEmpty();
    }

    @Test
    void areGivenUpAtOnceWhenTheClientRefusesThemWith400() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(400));
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("0 delivered, 1 failed, 1 given up");

        assertThat(waiting()).isZero();
        assertThat(provider.trail()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.LOGOUT_UNDELIVERED);
            assertThat(event.user()).isEmpty();
            assertThat(event.note()).isEqualTo("grafana: status 400");
        });
    }

    @Test
    void areSentAgainAfter10SecondsAnd1And5And15And60Minutes() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(503));
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("0 delivered, 1 failed, 0 given up");
        int tries = 1;
        for (Duration pause : List.of(
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(60))) {
            provider.clock.pass(pause.minusMillis(1));
            logout.wake();
            notice("other", "s" + tries, receiver(LogoutReceiver.status(200)).uri());
            logout.wake();
            int others = tries;
            holds("a look", () -> logout.figures().delivered() == others);
            assertThat(client.bodies).as("before " + pause).hasSize(tries);
            provider.clock.pass(Duration.ofMillis(1));
            logout.wake();
            tries++;
            int now = tries;
            holds("try " + now, () -> logout.figures().failedTries() == now);
        }
        untilFigures("5 delivered, 6 failed, 1 given up");
        provider.clock.pass(Duration.ofDays(1));
        logout.wake();

        holds("no row", () -> waiting() == 0);
        assertThat(client.bodies).hasSize(6);
        assertThat(provider.trail()).extracting(AuditEvent::note).containsExactly("grafana: status 503");
    }

    @Test
    void areAcceptedAtALaterTry() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(500));
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("0 delivered, 1 failed, 0 given up");
        client.behaviour = LogoutReceiver.status(200);
        provider.clock.pass(Duration.ofSeconds(10));
        logout.wake();

        untilFigures("1 delivered, 1 failed, 0 given up");
        holds("the row goes", () -> waiting() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followNoRedirect(int status) throws Exception {
        LogoutReceiver elsewhere = receiver(LogoutReceiver.status(200));
        LogoutReceiver client = receiver(LogoutReceiver.raw(
                "HTTP/1.1 " + status + " X\r\nLocation: " + elsewhere.uri() + "\r\nContent-Length: 0\r\n\r\n"));
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("0 delivered, 1 failed, 0 given up");

        assertThat(client.bodies).hasSize(1);
        assertThat(elsewhere.bodies).isEmpty();
    }

    @Test
    void readNoBody() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.endless());
        notice("grafana", "s1", client.uri());
        logout.wake();
        untilFigures("1 delivered, 0 failed, 0 given up");

        holds("the connection is broken off", () -> client.brokenOff.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 2oo OK\r\n\r\n", "HTTP/1.1 20", ""})
    void failOnWhatIsNoResponse(String response) throws Exception {
        LogoutReceiver client = receiver(out -> {
            LogoutReceiver.raw(response).answer(out);
            out.close();
        });
        notice("grafana", "s1", client.uri());
        logout.wake();

        untilFigures("0 delivered, 1 failed, 0 given up");
        assertThat(client.bodies).hasSize(1);
    }

    @Test
    void failWhereNothingListens() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        client.close();
        notice("grafana", "s1", client.uri());
        logout.wake();

        untilFigures("0 delivered, 1 failed, 0 given up");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void failOnAPortWithoutTls() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        notice("grafana", "s1", URI.create(client.uri().toString().replace("http:", "https:")));
        logout.wake();
        // The receiver takes the handshake for a request without an end, so the first failure is the end of the
        // connection.
        holds("a connection", () -> client.open.get() == 1);
        client.close();

        untilFigures("0 delivered, 1 failed, 0 given up");
    }

    @Test
    void failOnASelfSignedCertificate(@TempDir Path folder) throws Exception {
        var asked = new AtomicInteger();
        HttpsServer server = SelfSignedServer.start(folder, asked);
        opened.add(() -> server.stop(0));
        notice(
                "grafana",
                "s1",
                URI.create("https://localhost:" + server.getAddress().getPort() + "/"));
        logout.wake();

        untilFigures("0 delivered, 1 failed, 0 given up");
        assertThat(asked).hasValue(0);
    }

    @Test
    void areNotSentWithoutTlsWhereThatIsRequired() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        notice("grafana", "s1", client.uri());
        sender(true).wake();
        holds("the row goes", () -> waiting() == 0);

        assertThat(client.open).hasValue(0);
        assertThat(provider.trail()).extracting(AuditEvent::note).containsExactly("grafana: its address is not https");
    }

    @Test
    void failWhenTheirTokenCannotBeMade() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        notice("grafana", "s1", client.uri());
        logout = new BackchannelLogout(
                provider.rows,
                notice -> {
                    throw new IllegalStateException("no key");
                },
                false,
                provider.clock);
        opened.add(logout);
        logout.wake();

        untilFigures("0 delivered, 1 failed, 0 given up");
        assertThat(client.open).hasValue(0);
    }

    @Test
    void toOthersAreNotDelayedByClientsThatHang() throws Exception {
        LogoutReceiver hanging = receiver(LogoutReceiver.hanging());
        for (int i = 0; i < 100; i++) {
            notice("hanging", "h" + i, hanging.uri());
        }
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        for (int i = 0; i < 20; i++) {
            notice("grafana", "s" + i, client.uri());
        }
        logout.wake();

        holds("20 delivered", () -> logout.figures().delivered() == 20);
        assertThat(hanging.open.get()).isLessThanOrEqualTo(4);
    }

    @Test
    @Tag("full")
    void endAfter5SecondsWithOneRequest() throws Exception {
        LogoutReceiver hanging = receiver(LogoutReceiver.hanging());
        LogoutReceiver dripping = receiver(LogoutReceiver.dripping());
        notice("hanging", "s1", hanging.uri());
        notice("dripping", "s2", dripping.uri());
        logout.wake();
        untilFigures("0 delivered, 2 failed, 0 given up");

        assertThat(hanging.bodies).hasSize(1);
        assertThat(dripping.bodies).hasSize(1);
        holds("the dripping connection is broken off", () -> dripping.brokenOff.get() == 1);
    }

    @Test
    void areSentOnceByTwoNodes() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        BackchannelLogout other = sender(false);
        for (int i = 0; i < 50; i++) {
            notice("grafana", "s" + i, client.uri());
        }
        logout.wake();
        other.wake();
        holds(
                "all delivered",
                () -> waiting() == 0
                        && logout.figures().inFlight() + other.figures().inFlight() == 0);

        assertThat(client.bodies).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void thatANodeBeganAreSentByAnotherAfter10Seconds() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.hanging());
        notice("grafana", "s1", client.uri());
        logout.wake();
        holds("the request has begun", () -> client.bodies.size() == 1);
        logout.close();
        client.behaviour = LogoutReceiver.status(200);
        BackchannelLogout other = sender(false);
        provider.clock.pass(Duration.ofSeconds(10));
        other.wake();

        holds("delivered", () -> other.figures().delivered() == 1);
        assertThat(client.bodies).hasSize(2);
    }

    @Test
    void areGivenUpWhenTheNodeOfTheLastTryIsGone() throws Exception {
        notice("grafana", "s1", URI.create("http://127.0.0.1:1/"));
        database.write(sql -> sql.execute("UPDATE saoma_oidc_logout SET tries = 6"));
        logout.wake();

        untilFigures("0 delivered, 0 failed, 1 given up");
        assertThat(waiting()).isZero();
    }

    @Test
    void followTheEndOfASession() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        var web = provider.clients.put("grafana", Traits.WEB.logout(client.uri()));
        Token secret = Token.random();
        provider.tokens(provider.signIn("ann", secret, null), web);
        var ended = new EndedGrants(
                provider.rows,
                provider.app.sessions(),
                provider.clients,
                TestProvider.ISSUER,
                provider.clock,
                System::nanoTime,
                logout::wake);
        opened.add(ended);
        ended.start();
        logout.start();
        provider.app.sessions().end(secret);

        holds("the notice arrives", () -> client.bodies.size() == 1);
        holds("the row goes", () -> waiting() == 0);
        assertThat(provider.count("saoma_oidc_grant")).isZero();
    }

    @Test
    void doNotStopWhenTheDatabaseDoesNotAnswer() throws Exception {
        LogoutReceiver client = receiver(LogoutReceiver.status(200));
        database.write(sql -> sql.execute("ALTER TABLE saoma_oidc_logout RENAME TO away"));
        logout.start();
        logout.wake();
        var later = new CountDownLatch(1);
        later.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
        database.write(sql -> sql.execute("ALTER TABLE away RENAME TO saoma_oidc_logout"));
        Stream.of("s1").forEach(sid -> notice("grafana", sid, client.uri()));

        holds("delivered", () -> logout.figures().delivered() == 1);
    }
}
