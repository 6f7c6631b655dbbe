package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.saoma.testing.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about the parameters of authorization requests that no module of a plan covers. */
class OidcAuthorizeTest extends OidcConformance {
    /** {@link #error} checks issuer and state. */
    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "response_type, CODE, unsupported_response_type",
        "response_mode, fragment, invalid_request",
        "response_mode, query.jwt, invalid_request",
        "scope, profile, invalid_scope",
        "scope, OPENID, invalid_scope",
        "registration, {}, registration_not_supported",
        "code_challenge, short, invalid_request",
        "code_challenge_method, S256, invalid_request",
        "prompt, none login, invalid_request",
        "prompt, consent none, invalid_request",
        "prompt, none unknown, invalid_request",
        "max_age, -1, invalid_request",
        "max_age, +1, invalid_request",
        "max_age, 1.5, invalid_request",
        "max_age, 1e3, invalid_request",
        "max_age, ten, invalid_request",
        "max_age, 9999999999, invalid_request",
        "max_age, \u0661, invalid_request",
        "id_token_hint, a.b.c, invalid_request"
    })
    void saysWhoRefuses(String name, String value, String error) throws Exception {
        assertThat(refusal(site.browser(), request(name, value))).isEqualTo(error);
    }

    @Test
    void showsAPageUntilTheClientAndItsAddressAreKnown() {
        List<Map<String, String>> requests = List.of(
                without("client_id"),
                request("client_id", "Unknown"),
                request("client_id", "shop"),
                request("client_id", "a b"),
                without("redirect_uri"),
                request("redirect_uri", "https://other.example/cb"),
                request("redirect_uri", shop.redirectUri() + "?"),
                request("redirect_uri", "HTTPS://shop.example/cb"));
        requests.forEach(request -> requirePage(shop.authorize(site.browser(), request)));

        String twice = RelyingParty.form(request()) + "&client_id=" + shop.id();
        requirePage(site.browser().get("/oauth2/authorize?" + twice));
        requirePage(site.browser().form("/oauth2/authorize", twice));
        requirePage(site.browser().form("/oauth2/authorize?prompt=none", RelyingParty.form(request())));
    }

    private Map<String, String> without(String name) {
        Map<String, String> request = request();
        request.remove(name);
        return request;
    }

    private static void requirePage(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void demandsAChallengeAndRefusesAVerifierWithoutOne() throws Exception {
        RelyingParty strict = RelyingParty.web(site, "Strict", "");
        Map<String, String> request = strict.parameters();
        request.remove("code_challenge");
        request.remove("code_challenge_method");
        assertThat(redirected(strict, strict.authorize(site.browser(), request)))
                .containsEntry("error", "invalid_request");

        String code = code(shop, shop.authorize(signedIn("alice"), request()));
        assertThat(reading.error(shop.redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void refusesAChallengeInClear() throws Exception {
        String verifier = RelyingParty.VERIFIER;
        assertThat(refusal(site.browser(), with("code_challenge", verifier, "code_challenge_method", "plain")))
                .isEqualTo("invalid_request");
        assertThat(refusal(site.browser(), with("code_challenge", verifier))).isEqualTo("invalid_request");
    }

    @Test
    void saysNothingThatItDoesNotKnowInAnIdToken() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());
        Map<String, Object> claims = tokens.getIDToken().getJWTClaimsSet().getClaims();

        assertThat(claims)
                .containsOnlyKeys("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "sid", "at_hash")
                .containsEntry("acr", "urn:saoma:wechat");
        assertThat(tokens.getIDToken().getHeader().toJSONObject())
                .containsOnlyKeys("alg", "kid", "typ")
                .containsEntry("typ", "JWT");
        IDTokenClaimsSet read = claims(tokens);
        assertThat(read.getExpirationTime().toInstant())
                .isEqualTo(read.getIssueTime().toInstant().plusSeconds(600));
    }

    private static List<String> states() {
        return List.of(
                "a b+c%20d%2Bé/?#&=;",
                " \u3000 ",
                "<\"'>&amp;&#39;</script>",
                "%00%0d%0a",
                "\u72b6\u6001 \ud83d\udc3b \u202e \u00e9 e\u0301",
                "null",
                "-",
                "x".repeat(2_048),
                " ".repeat(1_024),
                "+".repeat(1_024));
    }

    @Test
    void returnsTheStateUntouched() {
        Browser browser = signedIn("alice");
        for (String state : states()) {
            for (String mode : List.of("query", "form_post")) {
                Map<String, String> request = with("state", state, "response_mode", mode);
                assertThat(state(shop.authorize(browser, request))).as(mode).isEqualTo(state);
                request.put("response_type", "token");
                assertThat(state(shop.authorize(browser, request))).as(mode).isEqualTo(state);
            }
        }
    }

    private String state(Reply reply) {
        Map<String, String> answer =
                reply.status() == 200 ? OidcReading.posted(reply, shop.redirectUri()) : redirected(shop, reply);
        return answer.getOrDefault("state", "");
    }

    /** It does not fit into a header in either direction. */
    @Test
    void returnsALongStateOfManyBytesThatWasPosted() {
        String state = "\u72b6".repeat(1_500);
        Browser browser = signedIn("alice");

        Reply stored = browser.form("/oauth2/authorize", RelyingParty.form(request("state", state)));

        assertThat(state(browser.get(stored.header("Location")))).isEqualTo(state);
    }

    @Test
    void returnsTheNonceUntouched() throws Exception {
        Browser browser = signedIn("alice");
        for (String nonce : states()) {
            OIDCTokens tokens = tokensAtOnce(browser, request("nonce", nonce));
            assertThat(tokens.getIDToken().getJWTClaimsSet().getStringClaim("nonce"))
                    .isEqualTo(nonce);
        }
        assertThat(refusal(browser, request("nonce", "x".repeat(2_049)))).isEqualTo("invalid_request");
        assertThat(refusal(browser, request("nonce", "a\tb"))).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\r\nb", "\u0085", "x\u007f"})
    void refusesAStateWithControls(String state) {
        Map<String, String> answer = redirected(shop, shop.authorize(site.browser(), request("state", state)));

        assertThat(answer).containsEntry("error", "invalid_request").doesNotContainKey("state");
    }

    @Test
    void refusesAStateThatIsTooLong() {
        Map<String, String> answer =
                redirected(shop, shop.authorize(site.browser(), request("state", "x".repeat(2_049))));

        assertThat(answer).containsEntry("error", "invalid_request").doesNotContainKey("state");
        assertThat(answer).containsEntry("iss", reading.issuer());
    }
}
