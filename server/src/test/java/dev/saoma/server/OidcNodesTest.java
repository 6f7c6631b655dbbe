package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import dev.saoma.testing.StoredText;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The OpenID provider on two nodes with one PostgreSQL: what one node does, the other knows with its next answer. */
@Timeout(180)
class OidcNodesTest {
    private static final String USERS = "/api/admin/users/";

    @TempDir
    private static Path folder;

    private static DatabaseServer.Running database;
    private static LogoutAddress address;
    private static Fleet fleet;
    private static FleetClient shop;
    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() throws Exception {
        database = DatabaseServer.POSTGRESQL.run(folder);
        address = new LogoutAddress();
        fleet = new Fleet(folder.resolve("nodes"), database.store()).withProvider();
        shop = FleetClient.web(fleet, "shop", Optional.of(address.uri()));
        a = fleet.node().open(Clock.systemUTC());
        b = fleet.node().open(Clock.systemUTC());
        admin().post("/api/admin/corps", "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        try (var closedLast = database;
                var told = address;
                var closedFirst = fleet) {
            assertThat(told == null ? List.of() : told.sids())
                    .as("notices, each sent by one node once")
                    .doesNotHaveDuplicates();
        }
    }

    /** The ways in which a session ends, each on the first node. */
    private enum End {
        LOGOUT(login -> login.visitor().twin().at(a).send("DELETE", "/api/session", "")),
        LOGOUT_ELSEWHERE(login -> fleet.signedIn(a).send("DELETE", "/api/sessions?others=true", "")),
        LOGOUT_BY_THE_CLIENT(
                login -> login.visitor().twin().at(a).get("/oauth2/logout?id_token_hint=" + login.idToken())),
        BY_AN_ADMINISTRATOR(login -> admin().delete(USERS + login.user() + "/sessions")),
        UNBIND(login ->
                admin().post(USERS + login.user() + "/bindings/" + Site.INSTANCE + "/unbind", "{\"force\":true}")),
        DISABLED(login -> admin().call("PATCH", USERS + login.user(), "{\"isActive\":false}")),
        LEFT_THE_ORGANISATION(login -> admin().delete("/api/admin/corps/shop/members/" + login.user())),
        DELETED(login -> admin().delete(USERS + login.user())),
        ERASED(login -> admin().delete(USERS + login.user() + "/data"));

        private final Ending ending;

        End(Ending ending) {
            this.ending = ending;
        }
    }

    private interface Ending {
        Reply of(Login login) throws Exception;
    }

    /** A user who is signed in at the client, whose code was redeemed on the other node. */
    private record Login(Visitor visitor, String user, String idToken, String access, String refresh) {
        String sid() throws Exception {
            return SignedJWT.parse(idToken).getJWTClaimsSet().getStringClaim("sid");
        }
    }

    private static Login login() throws Exception {
        String user =
                fleet.signedIn(a).get("/api/session").json().at("/user/userId").asString();
        admin().put("/api/admin/corps/shop/members/" + user);
        Visitor visitor = fleet.signedIn(a, b);
        Reply tokens = shop.redeem(b, shop.code(visitor.at(a)));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return new Login(
                visitor, user, tokens.text("id_token"), tokens.text("access_token"), tokens.text("refresh_token"));
    }

    @Test
    void serveOneLoginInTurn() throws Exception {
        Login login = login();

        assertThat(shop.userInfo(a, login.access()).text("sub")).isEqualTo(login.user());
        Reply fresh = shop.refresh(a, login.refresh());
        assertThat(shop.userInfo(b, fresh.text("access_token")).text("sub")).isEqualTo(login.user());
        assertThat(shop.introspect(b, login.access()).text("sub")).isEqualTo(login.user());
        assertThat(a.http().get("/oauth2/jwks").body())
                .isEqualTo(b.http().get("/oauth2/jwks").body());
        requireSigned(login.idToken(), a);
        requireSigned(fresh.text("id_token"), b);
    }

    @Test
    void acceptACodeOnce() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        String code = shop.code(visitor.at(a));
        Reply tokens = shop.redeem(a, code);
        assertThat(tokens.status()).isEqualTo(200);

        assertThat(shop.redeem(b, code).text("error")).isEqualTo("invalid_grant");
        assertThat(shop.userInfo(a, tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(shop.refresh(b, tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void knowOfAnEndAtOnce(End end) throws Exception {
        Login login = login();
        String unused = shop.code(login.visitor().at(a));
        Reply early = shop.redeem(b, shop.code(login.visitor().at(b)));
        assertThat(shop.userInfo(b, login.access()).status()).isEqualTo(200);
        assertThat(shop.introspect(b, login.refresh()).json().path("active").asBoolean())
                .isTrue();

        assertThat(end.ending.of(login).status()).isLessThan(300);

        requireNothing(b, login.access(), login.refresh());
        requireNothing(b, early.text("access_token"), early.text("refresh_token"));
        requireNothing(a, login.access(), login.refresh());
        assertThat(shop.redeem(b, unused).text("error")).isEqualTo("invalid_grant");
        String sid = login.sid();
        Eventually.holds("a notice", () -> address.sids().contains(sid));
        Eventually.holds("no notice left", OidcNodesTest::areAllNoticesDelivered);
        assertThat(address.claims())
                .filteredOn(claims -> sid.equals(claims.getClaim("sid")))
                .singleElement()
                .satisfies(claims -> {
                    assertThat(claims.getSubject()).isEqualTo(login.user());
                    assertThat(claims.getAudience()).containsExactly("shop");
                    assertThat(claims.getIssuer()).isEqualTo(fleet.issuer());
                });
        restore(login, end);
    }

    /** The next test signs the same person in. */
    private static void restore(Login login, End end) {
        if (end == End.DISABLED || end == End.UNBIND) {
            admin().delete(USERS + login.user() + "/data");
        }
    }

    private static void requireNothing(Node node, String access, String refresh) {
        assertThat(shop.userInfo(node, access).status()).isEqualTo(401);
        assertThat(shop.introspect(node, access).body()).isEqualTo(FleetClient.INACTIVE);
        assertThat(shop.introspect(node, refresh).body()).isEqualTo(FleetClient.INACTIVE);
        assertThat(shop.refresh(node, refresh).text("error")).isEqualTo("invalid_grant");
    }

    /** An operator's last resort needs no call of the server. */
    @Test
    void knowOfTheEndOfAllSessionsInTheDatabase() throws Exception {
        Login login = login();
        execute("DELETE FROM saoma_session");

        requireNothing(b, login.access(), login.refresh());
        String sid = login.sid();
        Eventually.holds("a notice", () -> address.sids().contains(sid));
    }

    @Test
    void sendEachOfManyNoticesOnce() throws Exception {
        var sids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            sids.add(login().sid());
        }
        String user =
                fleet.signedIn(a).get("/api/session").json().at("/user/userId").asString();

        admin().delete(USERS + user + "/sessions");

        Eventually.holds("all notices", () -> address.sids().containsAll(sids));
        Eventually.holds("no notice left", OidcNodesTest::areAllNoticesDelivered);
        assertThat(address.sids()).doesNotHaveDuplicates();
    }

    @Test
    void keepNothingOfAUserWhoIsErased() throws Exception {
        Login login = login();
        String unused = shop.code(login.visitor().at(a));

        admin().delete(USERS + login.user() + "/data");

        Eventually.holds("no row of the user left", () -> stored().noneMatch(text -> text.contains(login.user())));
        assertThat(shop.redeem(b, unused).text("error")).isEqualTo("invalid_grant");
        assertThat(stored()).noneMatch(text -> text.contains(login.user()));
    }

    private static Stream<String> stored() throws SQLException {
        var store = database.store();
        try (var jdbc = DriverManager.getConnection(store.url(), store.user(), "")) {
            return StoredText.of(jdbc).stream();
        }
    }

    private static void requireSigned(String token, Node node) throws Exception {
        var signed = SignedJWT.parse(token);
        var keys = JWKSet.parse(node.http().get("/oauth2/jwks").body());
        var key = keys.getKeyByKeyId(signed.getHeader().getKeyID());
        assertThat(signed.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    }

    private static HttpBrowser admin() {
        return a.http().with("Authorization: Bearer " + Site.ADMIN_KEY);
    }

    private static boolean areAllNoticesDelivered() throws SQLException {
        return stored().noneMatch(text -> text.startsWith("saoma_oidc_logout."));
    }

    private static void execute(String sql) throws SQLException {
        var store = database.store();
        try (var jdbc = DriverManager.getConnection(store.url(), store.user(), "");
                var statement = jdbc.createStatement()) {
            int unused = statement.executeUpdate(sql);
        }
    }
}
