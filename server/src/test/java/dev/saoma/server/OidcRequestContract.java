package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The modules of the Basic OP profile about the parameters of the authorization request. */
abstract class OidcRequestContract extends OidcConformance {

    @Test
    @DisplayName("oidcc-response-type-missing")
    void refusesARequestWithoutAResponseType() throws Exception {
        Map<String, String> request = request();
        request.remove("response_type");
        request.remove("response_mode");

        assertThat(error(redirected(shop, shop.authorize(site.browser(), request))))
                .isEqualTo("invalid_request");
    }

    @Test
    @DisplayName("oidcc-display-page")
    void showsThePage() throws Exception {
        claims(tokens(site.browser(), request("display", "page")));
    }

    @Test
    @DisplayName("oidcc-display-popup")
    void showsThePageInAPopupToo() throws Exception {
        claims(tokens(site.browser(), request("display", "popup")));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-unknown-parameter-succeeds")
    void ignoresAnUnknownParameter() throws Exception {
        claims(tokens(site.browser(), request("extra", "foobar")));
    }

    @Test
    @DisplayName("oidcc-login-hint")
    void ignoresAHintThatNamesAPerson() throws Exception {
        assertThat(loginPage(site.browser(), request("login_hint", "alice@example.com")))
                .doesNotContain("method=", "alice");
        claims(tokens(site.browser(), request("login_hint", "alice@example.com")));
    }

    @Test
    @DisplayName("oidcc-ui-locales")
    void asksInALanguageThatItSpeaks() throws Exception {
        assertThat(loginPage(site.browser(), request("ui_locales", "se"))).doesNotContain("lang=");
        assertThat(loginPage(site.browser(), request("ui_locales", "se zh-Hans-CN en")))
                .endsWith("&lang=zh-CN");
        claims(tokens(site.browser(), request("ui_locales", "se")));
    }

    @Test
    @DisplayName("oidcc-claims-locales")
    void hasClaimsInOneLanguage() throws Exception {
        claims(tokens(site.browser(), request("claims_locales", "se")));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-acr-values-succeeds")
    void saysHowItHasAuthenticated() throws Exception {
        String acr = reading.metadata().getACRs().get(0).getValue();

        assertThat(claims(tokens(site.browser(), request("acr_values", acr)))
                        .getACR()
                        .getValue())
                .isEqualTo(acr);
        claims(tokens(site.browser(), request("acr_values", "1 2")));
    }

    @Test
    @DisplayName("oidcc-ensure-post-request-succeeds")
    void takesTheRequestFromAForm() throws Exception {
        Browser browser = site.browser();
        Reply stored = browser.form("/oauth2/authorize", RelyingParty.form(request()));
        assertThat(stored.status()).isEqualTo(303);
        String waiting = stored.header("Location");
        assertThat(waiting).startsWith("/oauth2/authorize/");

        Reply login = browser.get(waiting);
        assertThat(login.header("Location")).startsWith("/login?returnTo=");
        browser.login(site.code("alice"));

        claims(reading.tokens(redeem(shop, code(shop, browser.get(waiting)))));
    }

    @Test
    @DisplayName("oidcc-ensure-registered-redirect-uri")
    void showsAPageForAnUnknownAddress() {
        requirePage(shop.authorize(site.browser(), request("redirect_uri", shop.redirectUri() + "/more")));
    }

    private static void requirePage(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.body()).contains("redirect_uri is not one of the redirectUris of this client");
    }

    @Test
    @DisplayName("oidcc-ensure-request-object-with-redirect-uri")
    void takesNoAddressFromARequestObject() throws Exception {
        Map<String, String> request = request("request", requestObject());
        request.put("redirect_uri", "https://other.example/cb");

        requirePage(shop.authorize(site.browser(), request));
    }

    @Test
    @DisplayName("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")
    void refusesARequestObject() throws Exception {
        assertThat(reading.metadata().supportsRequestParam()).isFalse();
        assertThat(error(answer(shop, shop.authorize(site.browser(), request("request", requestObject())))))
                .isEqualTo("request_not_supported");
    }

    @Test
    @DisplayName("oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")
    void refusesTheAddressOfARequestObject() throws Exception {
        assertThat(reading.metadata().supportsRequestURIParam()).isFalse();
        assertThat(error(answer(
                        shop,
                        shop.authorize(site.browser(), request("request_uri", "https://shop.example/request.jwt")))))
                .isEqualTo("request_uri_not_supported");
    }

    /** Returns an unsigned request object with the parameters of a request. */
    private String requestObject() {
        var claims = new JWTClaimsSet.Builder();
        request().forEach(claims::claim);
        return new PlainJWT(claims.build()).serialize();
    }

    @Test
    @DisplayName("oidcc-prompt-login")
    void asksForANewLogin() throws Exception {
        Browser browser = site.browser();
        IDTokenClaimsSet first = claims(tokens(browser, request()));
        clock.pass(Duration.ofSeconds(2));

        assertThat(loginPage(browser, request("prompt", "login"))).contains("&reauth&other");
        IDTokenClaimsSet second = claims(tokens(browser, request("prompt", "login")));

        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getAuthenticationTime()).isAfter(first.getAuthenticationTime());
    }

    @Test
    @DisplayName("oidcc-prompt-none-not-logged-in")
    void needsALoginAndMayNotAsk() throws Exception {
        assertThat(error(answer(shop, shop.authorize(site.browser(), request("prompt", "none")))))
                .isEqualTo("login_required");
    }

    @Test
    @DisplayName("oidcc-prompt-none-logged-in")
    void needsNoLogin() throws Exception {
        Browser browser = site.browser();
        IDTokenClaimsSet first = claims(tokens(browser, request()));

        IDTokenClaimsSet second = claims(tokensAtOnce(browser, request("prompt", "none")));

        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getAuthenticationTime()).isEqualTo(first.getAuthenticationTime());
    }

    @Test
    @DisplayName("oidcc-max-age-1")
    void asksForALoginThatIsYoungEnough() throws Exception {
        Browser browser = site.browser();
        IDTokenClaimsSet first = claims(tokens(browser, request()));
        clock.pass(Duration.ofSeconds(2));

        assertThat(loginPage(browser, request("max_age", "1"))).contains("&reauth&other");
        IDTokenClaimsSet second = claims(tokens(browser, request("max_age", "1")));

        assertThat(second.getAuthenticationTime()).isAfter(first.getAuthenticationTime());
        assertThat(second.getAuthenticationTime().toInstant().plusSeconds(1)).isAfterOrEqualTo(clock.instant());
    }

    @Test
    @DisplayName("oidcc-max-age-10000")
    void takesALoginThatIsYoungEnough() throws Exception {
        Browser browser = site.browser();
        OIDCTokens first = tokens(browser, request());
        clock.pass(Duration.ofSeconds(2));

        IDTokenClaimsSet second = claims(tokensAtOnce(browser, request("max_age", "10000")));

        assertThat(second.getAuthenticationTime()).isEqualTo(claims(first).getAuthenticationTime());
    }

    @Test
    @DisplayName("oidcc-id-token-hint")
    void takesAHintOfThePersonWhoIsLoggedIn() throws Exception {
        Browser browser = site.browser();
        OIDCTokens first = tokens(browser, request());
        Map<String, String> request = request("id_token_hint", first.getIDTokenString());
        request.put("prompt", "none");

        assertThat(claims(tokensAtOnce(browser, request)).getSubject())
                .isEqualTo(claims(first).getSubject());
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-valid-pkce-succeeds")
    void provesACodeByItsVerifier() throws Exception {
        Map<String, String> request = request("code_challenge", RelyingParty.challenge(RelyingParty.VERIFIER));
        request.put("code_challenge_method", "S256");

        claims(reading.tokens(shop.redeem(code(shop, shop.signIn(site.browser(), "alice", request)))));

        Reply unproved = redeem(shop, code(shop, shop.signIn(site.browser(), "alice", request)));
        assertThat(reading.error(unproved)).isEqualTo("invalid_grant");
    }
}
