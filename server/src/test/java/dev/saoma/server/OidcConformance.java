package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests of docs/openid-conformance.md have in common, and other tests of authorization requests: one site for all tests of
 * a class, and two clients as the plans of the OpenID Foundation have them, which send no code challenge. A test with a display
 * name is that module of a plan.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OidcConformance {
    static final String LOGGED_OUT = "https://shop.example/bye";

    private static final String MEMBERS = ", \"pkce\": \"optional\", \"refresh\": true,"
            + " \"scopes\": [\"openid\", \"profile\", \"corp\", \"groups\", \"wechat\"],"
            + " \"postLogoutRedirectUris\": [\"" + LOGGED_OUT + "\"]";

    final MovableClock clock = new MovableClock();
    Site site;
    OidcReading reading;
    RelyingParty shop;
    RelyingParty forum;

    @BeforeAll
    void openSite(@TempDir Path folder) {
        // The library that reads the tokens has the clock of the machine. Rows hold milliseconds.
        clock.setBy(Duration.between(clock.instant(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        site = Site.withProvider(Site.open(folder, "open", clock));
        reading = new OidcReading(site);
        shop = RelyingParty.web(site, "Shop", MEMBERS + more());
        forum = RelyingParty.web(site, "Forum", MEMBERS);
    }

    @AfterAll
    void closeSite() {
        site.close();
    }

    /** Returns the {@code response_mode} of the requests; empty for none. */
    String mode() {
        return "";
    }

    /** Returns further members of the file of the first client. */
    String more() {
        return "";
    }

    /** Returns the request of a module. */
    Map<String, String> request() {
        return request(shop);
    }

    Map<String, String> request(RelyingParty client) {
        var request = new LinkedHashMap<>(client.parameters());
        request.put("scope", "openid");
        request.remove("code_challenge");
        request.remove("code_challenge_method");
        if (!mode().isEmpty()) {
            request.put("response_mode", mode());
        }
        return request;
    }

    /** Returns the request with another parameter. */
    Map<String, String> request(String name, String value) {
        Map<String, String> request = request();
        request.put(name, value);
        return request;
    }

    /** Returns the parameters of an authorization response, as its client gets them. */
    Map<String, String> answer(RelyingParty client, Reply reply) {
        if (mode().equals("form_post")) {
            assertThat(reply.header("Location")).isEmpty();
            return OidcReading.posted(reply, client.redirectUri());
        }
        return redirected(client, reply);
    }

    static Map<String, String> redirected(RelyingParty client, Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.header("Location")).startsWith(client.redirectUri() + "?");
        return RelyingParty.query(reply.header("Location"));
    }

    /** Returns the error of an authorization response; its state and issuer are right. */
    String error(Map<String, String> answer) throws Exception {
        var response = reading.authentication(shop, answer).toErrorResponse();
        assertThat(response.getIssuer().getValue()).isEqualTo(reading.issuer());
        assertThat(response.getState().getValue()).isEqualTo("state-1");
        assertThat(answer).containsOnlyKeys("error", "error_description", "state", "iss");
        return response.getErrorObject().getCode();
    }

    /** Returns the code of an authorization response; its state and issuer are right. */
    String code(RelyingParty client, Reply reply) throws Exception {
        Map<String, String> answer = answer(client, reply);
        assertThat(answer).containsOnlyKeys("code", "state", "iss");
        var response = reading.authentication(client, answer).toSuccessResponse();
        assertThat(response.getIssuer().getValue()).isEqualTo(reading.issuer());
        assertThat(response.getState().getValue()).isEqualTo("state-1");
        return response.getAuthorizationCode().getValue();
    }

    Reply redeem(RelyingParty client, String code) {
        return client.token(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", client.redirectUri()));
    }

    /** Logs in where that is needed, and returns the tokens. */
    OIDCTokens tokens(Browser browser, Map<String, String> request) throws Exception {
        return reading.tokens(redeem(shop, code(shop, shop.signIn(browser, "alice", request))));
    }

    /** Returns the tokens for a request that must not lead to a login. */
    OIDCTokens tokensAtOnce(Browser browser, Map<String, String> request) throws Exception {
        return reading.tokens(redeem(shop, code(shop, shop.authorize(browser, request))));
    }

    IDTokenClaimsSet claims(OIDCTokens tokens) throws Exception {
        return reading.idToken(tokens.getIDToken(), shop, Optional.of("nonce-1"));
    }

    Reply userInfo(OIDCTokens tokens) {
        return shop.userInfo(tokens.getAccessToken().getValue());
    }

    /** Asserts that a request leads to the login page, and returns its address. */
    String loginPage(Browser browser, Map<String, String> request) {
        Reply reply = shop.authorize(browser, request);
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.header("Location")).startsWith("/login?returnTo=%2Foauth2%2Fauthorize%2F");
        return reply.header("Location");
    }

    String refusal(Browser browser, Map<String, String> request) throws Exception {
        return error(answer(shop, shop.authorize(browser, request)));
    }

    Browser signedIn(String person) {
        Browser browser = site.browser();
        assertThat(browser.login(site.code(person)).status()).isEqualTo(201);
        return browser;
    }

    Map<String, String> with(String... namesAndValues) {
        Map<String, String> request = request();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }
}
