package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes in the hands of another client, without their verifier, or in the place of something else. */
class OidcHostileCodeTest {
    private static final String TICKETS = "wx0000000000000071";

    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private static RelyingParty other;
    private static RelyingParty lax;
    private Browser browser;

    @BeforeAll
    static void open() {
        Site.instance(folder, "Tickets", TICKETS, "s".repeat(32), "ticket");
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF)));
        site.wechat().put(App.website(TICKETS, "s".repeat(32), "Tickets", Sample.ACCOUNT, "localhost"));
        shop = RelyingParty.web(site, "Shop", ", \"refresh\": true");
        other = RelyingParty.web(site, "Other", ", \"refresh\": true");
        lax = RelyingParty.web(site, "Lax", ", \"pkce\": \"optional\"");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void signIn() {
        browser = site.browser();
        browser.login(site.code("alice"));
    }

    private String code() {
        return shop.code(browser, "alice");
    }

    private static Map<String, String> exchange(RelyingParty client, String code) {
        var all = new LinkedHashMap<String, String>();
        all.put("grant_type", "authorization_code");
        all.put("code", code);
        all.put("redirect_uri", client.redirectUri());
        all.put("code_verifier", RelyingParty.VERIFIER);
        return all;
    }

    private static void assertRefused(Reply reply, String error) {
        assertThat(reply.text("error")).as(reply.body()).isEqualTo(error);
        assertThat(reply.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void areUsedUpByAnotherClient() {
        String code = code();

        assertRefused(other.token(exchange(shop, code)), "invalid_grant");
        assertRefused(shop.redeem(code), "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://shop.example/cb/",
        "redirect_uri, https://other.example/cb",
        "code_verifier, ''",
        "code_verifier, wrong-verifier-0123456789-0123456789-0123456789",
        "code_verifier, CANARY-verifier-0123456789-0123456789-012345"
    })
    void areUsedUpByAWrongValue(String name, String value) {
        String code = code();
        Map<String, String> wrong = exchange(shop, code);
        wrong.put(name, value);

        assertRefused(shop.token(wrong), "invalid_grant");
        assertRefused(shop.redeem(code), "invalid_grant");
    }

    @Test
    void needAVerifierWhoseHashIsNotEnough() {
        String shortVerifier = "v".repeat(42);
        Map<String, String> request = shop.parameters();
        request.put("code_challenge", RelyingParty.challenge(shortVerifier));
        Map<String, String> exchange = exchange(
                shop,
                RelyingParty.query(shop.authorize(browser, request).header("Location"))
                        .get("code"));
        exchange.put("code_verifier", shortVerifier);

        assertRefused(shop.token(exchange), "invalid_grant");
    }

    @Test
    void withoutAChallengeTakeNoVerifier() {
        Map<String, String> request = lax.parameters();
        request.keySet().removeAll(Set.of("code_challenge", "code_challenge_method"));
        String code = RelyingParty.query(lax.authorize(browser, request).header("Location"))
                .get("code");

        assertRefused(lax.redeem(code), "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"'', S256", "x, plain", "x, ''", "x, s256", "'', ''"})
    void areNotIssuedForAnotherChallenge(String challenge, String method) {
        Map<String, String> request = shop.parameters();
        request.put("code_challenge", challenge.isEmpty() ? "" : RelyingParty.challenge(RelyingParty.VERIFIER));
        request.put("code_challenge_method", method);

        assertThat(shop.authorize(browser, request).header("Location")).contains("?error=invalid_request&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "id_token",
                "code token",
                "code id_token",
                "CODE",
                " code",
                "code ",
                "none",
                "code,token"
            })
    void areNotIssuedForAnotherResponseType(String type) {
        Map<String, String> request = shop.parameters();
        request.put("response_type", type);

        assertThat(shop.authorize(browser, request).header("Location"))
                .contains("?error=unsupported_response_type&")
                .doesNotContain("code=", "token=");
    }

    @Test
    void areNotIssuedForTwoResponseTypes() {
        String twice = RelyingParty.form(shop.parameters()) + "&response_type=token";

        Reply reply = browser.get("/oauth2/authorize?" + twice);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
    }

    /** The client authenticates before its code is looked at, so that a mistake costs nothing. */
    @Test
    void stayGoodWhenTheClientDoesNotAuthenticate() {
        String code = code();
        Map<String, String> form = exchange(shop, code);
        var named = new HashMap<>(form);
        named.put("client_id", "Shop");
        var posted = new HashMap<>(named);
        posted.put("client_secret", "another-secret-of-thirty-two-characters");
        var both = new HashMap<>(named);
        both.put("client_secret", RelyingParty.SECRET);
        var mixed = new HashMap<>(form);
        mixed.put("client_id", "Other");
        String good = RelyingParty.basic("Shop", RelyingParty.SECRET);

        assertRefused(send(form), "invalid_client");
        assertRefused(send(named), "invalid_client");
        assertRefused(send(posted), "invalid_client");
        assertRefused(send(form, RelyingParty.basic("Shop", "")), "invalid_client");
        assertRefused(send(form, RelyingParty.basic("Shop", "x")), "invalid_client");
        assertRefused(send(form, RelyingParty.basic("shop", RelyingParty.SECRET)), "invalid_client");
        assertRefused(send(form, "Authorization: Bearer " + RelyingParty.SECRET), "invalid_client");
        assertRefused(send(both, good), "invalid_request");
        assertRefused(send(mixed, good), "invalid_request");
        assertRefused(send(form, good, good), "invalid_request");
        assertThat(shop.redeem(code).status()).isEqualTo(200);
    }

    private static Reply send(Map<String, String> form, String... headers) {
        return shop.http().form("/oauth2/token", RelyingParty.form(form), headers);
    }

    @Test
    void areNotPassedOnByARepetition() {
        String code = code();
        Reply tokens = shop.redeem(code);
        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(200);

        assertRefused(shop.redeem(code), "invalid_grant");
        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertRefused(shop.refresh(tokens.text("refresh_token")), "invalid_grant");
        assertThat(site.admin().get("/api/admin/audit").status()).isIn(200, 404);
    }

    /** Every secret of this server in every place that takes one: each is good in its own place alone. */
    @Test
    void areNoOtherSecretAndNoOtherSecretIsOne() {
        var works = new TreeSet<String>();
        for (String kind : secrets().keySet()) {
            for (String place : places().keySet()) {
                // Each try has secrets of its own: a wrong place may use one up.
                if (places().get(place).accepts(secrets().get(kind))) {
                    works.add(kind + " as " + place);
                }
            }
        }

        assertThat(works)
                .containsExactly(
                        "access token as access token",
                        "access token as introspected token",
                        "code as code",
                        "login code as login code",
                        "refresh token as introspected token",
                        "refresh token as refresh token",
                        "request as request",
                        "session as session");
    }

    private Map<String, String> secrets() {
        Reply tokens = shop.redeem(code());
        Reply waiting = shop.authorize(browser, with("prompt", "login"));
        String request = RelyingParty.query(waiting.header("Location")).get("returnTo");
        String loginCode = browser.finish(site.code("alice"), browser.attempt().text("state"))
                .text("loginCode");
        String session = browser.cookies().entrySet().stream()
                .filter(cookie -> cookie.getKey().contains("session"))
                .findFirst()
                .orElseThrow()
                .getValue();
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "code", code(),
                "access token", tokens.text("access_token"),
                "refresh token", tokens.text("refresh_token"),
                "request", request.substring(request.lastIndexOf('/') + 1),
                "login code", loginCode,
                "bind ticket", ticket(),
                "session", session));
        assertThat(all.values()).allMatch(secret -> secret.length() >= 64);
        return all;
    }

    private String ticket() {
        Reply begun = browser.start("Tickets", "login");
        Reply finished =
                browser.finish("Tickets", begun.text("state"), site.wechat().issueCode(TICKETS, "wang"));
        return finished.text("bindTicket");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> all = shop.parameters();
        all.put(name, value);
        return all;
    }

    /** A place that takes one kind of secret. */
    private interface Place {
        boolean accepts(String secret);
    }

    private Map<String, Place> places() {
        return Map.of(
                "code", secret -> shop.redeem(secret).status() == 200,
                "refresh token", secret -> shop.refresh(secret).status() == 200,
                "access token", secret -> shop.userInfo(secret).status() == 200,
                "introspected token",
                        secret -> shop.introspect(secret).json().path("active").asBoolean(),
                "request", secret -> browser.get("/oauth2/authorize/" + secret).status() == 303,
                "login code", secret -> browser.redeem(secret).status() == 201,
                "session", OidcHostileCodeTest::isSession);
    }

    private static boolean isSession(String secret) {
        Browser stranger = site.browser();
        stranger.cookies().put("saoma-session-" + site.server().publicUrl().getPort(), secret);
        return stranger.session().status() == 200
                || site.browserWith(secret).session().status() == 200;
    }
}
