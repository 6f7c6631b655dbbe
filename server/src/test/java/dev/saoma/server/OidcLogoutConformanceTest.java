package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpServer;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The plans of the RP-Initiated Logout OP and Back-Channel OP profiles. */
class OidcLogoutConformanceTest extends OidcConformance {
    private static final String STATE = "a/b+c d".repeat(18);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final HttpServer client = client();

    private HttpServer client() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/logout", exchange -> {
                notices.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String more() {
        return ", \"backchannelLogoutUri\": \"http://127.0.0.1:"
                + client.getAddress().getPort() + "/logout\"";
    }

    @AfterAll
    void closeClient() {
        client.stop(0);
    }

    /** A person in a browser who has logged in to the client. */
    private record Visit(Browser browser, OIDCTokens tokens) {}

    private Visit visit() throws Exception {
        Browser browser = site.browser();
        return new Visit(browser, tokens(browser, request()));
    }

    private static Map<String, String> logout(OIDCTokens tokens) {
        var request = new LinkedHashMap<String, String>();
        request.put("id_token_hint", tokens.getIDTokenString());
        request.put("post_logout_redirect_uri", LOGGED_OUT);
        request.put("state", STATE);
        return request;
    }

    private static Reply send(Visit visit, Map<String, String> request) {
        return visit.browser().get("/oauth2/logout?" + RelyingParty.form(request));
    }

    private void requireLoggedOut(Visit visit) throws Exception {
        assertThat(error(answer(shop, shop.authorize(visit.browser(), request("prompt", "none")))))
                .isEqualTo("login_required");
        assertThat(userInfo(visit.tokens()).status()).isEqualTo(401);
    }

    /** The user is asked, nothing is redirected, and the session lives on until the user has agreed. */
    private void requireQuestion(Visit visit, Reply reply) throws Exception {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.body())
                .contains("<h1>Log out of <b>localhost</b>?</h1>")
                .doesNotContain(LOGGED_OUT);
        assertThat(userInfo(visit.tokens()).status()).isEqualTo(200);

        Reply agreed = visit.browser().form("/oauth2/logout", "decision=logout");

        requireLoggedOutPage(agreed);
        requireLoggedOut(visit);
    }

    private static void requireLoggedOutPage(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.body()).contains("<h1>You are logged out");
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-discovery-endpoint-verification")
    void publishesWhereToLogOut() throws Exception {
        assertThat(reading.metadata().getEndSessionEndpointURI()).hasToString(reading.issuer() + "/oauth2/logout");
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout")
    void logsOutAndReturnsToTheClient() throws Exception {
        Visit visit = visit();

        Reply reply = send(visit, logout(visit.tokens()));

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).startsWith(LOGGED_OUT + "?");
        assertThat(RelyingParty.query(reply.header("Location"))).isEqualTo(Map.of("state", STATE));
        requireLoggedOut(visit);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-state")
    void returnsWithoutAState() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.remove("state");

        assertThat(send(visit, request).header("Location")).isEqualTo(LOGGED_OUT);
        requireLoggedOut(visit);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-post-logout-redirect-uri")
    void logsOutAndSaysSo() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.remove("post_logout_redirect_uri");

        requireLoggedOutPage(send(visit, request));
        requireLoggedOut(visit);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-params")
    void asksWithoutParameters() throws Exception {
        Visit visit = visit();
        requireQuestion(visit, visit.browser().get("/oauth2/logout"));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-only-state")
    void asksWithAStateAlone() throws Exception {
        Visit visit = visit();
        requireQuestion(visit, send(visit, Map.of("state", STATE)));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-id-token-hint")
    void asksWithoutAnIdToken() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.remove("id_token_hint");

        requireQuestion(visit, send(visit, request));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")
    void asksForAnAddressThatIsNotRegistered() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.put("post_logout_redirect_uri", "https://other.example/bye");

        requireQuestion(visit, send(visit, request));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")
    void asksForAnAddressWithAnAddedQuery() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.put("post_logout_redirect_uri", LOGGED_OUT + "?foo=bar");

        requireQuestion(visit, send(visit, request));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-modified-id-token-hint")
    void asksForAnIdTokenThatWasChanged() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        String[] parts = visit.tokens().getIDTokenString().split("\\.");
        char first = parts[2].charAt(0);
        request.put(
                "id_token_hint", parts[0] + "." + parts[1] + "." + (first == 'A' ? 'B' : 'A') + parts[2].substring(1));

        requireQuestion(visit, send(visit, request));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-id-token-hint")
    void asksForAnIdTokenOfAnotherSigner() throws Exception {
        Visit visit = visit();
        Map<String, String> request = logout(visit.tokens());
        request.put("id_token_hint", signedByAnother(visit.tokens().getIDToken().getJWTClaimsSet()));

        requireQuestion(visit, send(visit, request));
    }

    private String signedByAnother(JWTClaimsSet claims) throws Exception {
        String kid = reading.keys().getKeys().stream()
                .filter(key -> JWSAlgorithm.RS256.equals(key.getAlgorithm()))
                .findFirst()
                .orElseThrow()
                .getKeyID();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
        token.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return token.serialize();
    }

    @Test
    @DisplayName("oidcc-backchannel-logout-discovery-endpoint-verification")
    void publishesThatItReportsTheEndOfSessions() throws Exception {
        assertThat(reading.metadata().supportsBackChannelLogout()).isTrue();
        assertThat(reading.metadata().supportsBackChannelLogoutSession()).isTrue();
        assertThat(reading.metadata().supportsFrontChannelLogout()).isFalse();
    }

    @Test
    @DisplayName("oidcc-backchannel-rp-initiated-logout")
    void reportsTheEndOfTheSession() throws Exception {
        Visit visit = visit();
        String sid = claims(visit.tokens()).getStringClaim("sid");

        Reply reply = send(visit, logout(visit.tokens()));

        assertThat(RelyingParty.query(reply.header("Location"))).isEqualTo(Map.of("state", STATE));
        Eventually.holds("the notice of this session", () -> noticed(sid));
        requireLoggedOut(visit);
    }

    private boolean noticed(String sid) throws Exception {
        for (String notice : notices) {
            assertThat(notice).startsWith("logout_token=").doesNotContain("&");
            LogoutTokenClaimsSet claims = reading.logoutToken(notice.substring("logout_token=".length()), shop);
            if (claims.getSessionID().getValue().equals(sid)) {
                assertThat(claims.getSubject()).isNotNull();
                return true;
            }
        }
        return false;
    }
}
