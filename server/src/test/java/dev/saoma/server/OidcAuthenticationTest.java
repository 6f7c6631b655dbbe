package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must log in, and how, for an authorization request: rules that no module of a plan covers. */
class OidcAuthenticationTest extends OidcConformance {
    private static final String SECOND = "SecondLogin";

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "create", "NONE", "login-ish"})
    void ignoresAnUnknownPrompt(String prompt) throws Exception {
        tokensAtOnce(signedIn("alice"), request("prompt", prompt));
    }

    @Test
    void showsNoPageWithPromptNone() throws Exception {
        Browser browser = signedIn("alice");
        clock.pass(Duration.ofSeconds(3));

        assertThat(refusal(browser, with("prompt", "none", "max_age", "1"))).isEqualTo("login_required");
        assertThat(refusal(browser, with("prompt", "none", "max_age", "0"))).isEqualTo("login_required");
        assertThat(refusal(browser, with("prompt", "none", "id_token_hint", hintOf("wang"))))
                .isEqualTo("login_required");
        tokensAtOnce(browser, with("prompt", "none", "max_age", "3"));
    }

    @Test
    void showsNoConsentPageWithPromptNone() throws Exception {
        RelyingParty asking = RelyingParty.web(site, "Asking", ", \"confirm\": true");
        Map<String, String> request = asking.parameters();
        request.put("prompt", "none");

        Map<String, String> answer = redirected(asking, asking.authorize(signedIn("alice"), request));

        assertThat(answer)
                .containsEntry("error", "consent_required")
                .containsEntry("state", "state-1")
                .containsEntry("iss", reading.issuer());
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, login, reauth",
        "prompt, login consent, reauth",
        "max_age, 0, reauth",
        "max_age, 00, reauth",
        "prompt, select_account, scan",
        "prompt, select_account login, scan"
    })
    void asksForAScanAfterTheRequest(String name, String value, String way) {
        Browser browser = signedIn("alice");
        clock.pass(Duration.ofSeconds(2));

        String login = loginPage(browser, request(name, value));
        assertThat(login).contains("&" + way);
        String waiting = RelyingParty.query(login).get("returnTo");
        assertThat(browser.get(waiting).header("Location"))
                .as("without a new login")
                .contains("/login?")
                .contains("&" + way);
    }

    @Test
    void asksForAScanEvenAtTheMomentOfTheLogin() {
        assertThat(loginPage(signedIn("alice"), request("max_age", "0"))).contains("&reauth");
    }

    @Test
    void takesTheScanOfTheUserWithoutANewSession() throws Exception {
        Browser browser = site.browser();
        OIDCTokens first = tokens(browser, request());
        clock.pass(Duration.ofSeconds(2));
        String waiting = RelyingParty.query(loginPage(browser, request("prompt", "login")))
                .get("returnTo");

        Reply begun = browser.start(Site.INSTANCE, "reauth");
        Reply finished = browser.finish(site.code("alice"), begun.text("state"));
        assertThat(browser.redeem(finished.text("loginCode")).status()).isBetween(200, 201);
        IDTokenClaimsSet second = claims(reading.tokens(redeem(shop, code(shop, browser.get(waiting)))));

        IDTokenClaimsSet before = claims(first);
        assertThat(second.getAuthenticationTime()).isAfter(before.getAuthenticationTime());
        assertThat(second.getStringClaim("sid")).isEqualTo(before.getStringClaim("sid"));
        assertThat(userInfo(first).status()).isEqualTo(200);
    }

    @Test
    void takesTheAccountThatWasSelected() throws Exception {
        Browser browser = signedIn("alice");
        clock.pass(Duration.ofSeconds(2));

        Reply back = shop.signIn(browser, "wang", request("prompt", "select_account"));
        IDTokenClaimsSet claims = claims(reading.tokens(redeem(shop, code(shop, back))));

        assertThat(claims.getSubject().getValue()).isEqualTo(userId(browser));
        assertThat(claims.getAuthenticationTime().toInstant().plusSeconds(1)).isAfter(clock.instant());
    }

    private static String userId(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    private String hintOf(String person) throws Exception {
        Reply back = shop.signIn(site.browser(), person, request());
        return reading.tokens(redeem(shop, code(shop, back))).getIDTokenString();
    }

    @Test
    void takesAHintOfAnyAge() throws Exception {
        Browser browser = site.browser();
        OIDCTokens tokens = tokens(browser, request());
        clock.pass(Duration.ofMinutes(20));

        Map<String, String> request = with("prompt", "none", "id_token_hint", tokens.getIDTokenString());
        code(shop, shop.authorize(browser, request));
        clock.pass(Duration.ofMinutes(-20));
    }

    @Test
    void refusesTheHintOfAnotherClient() throws Exception {
        Browser browser = site.browser();
        Reply back = forum.signIn(browser, "alice", request(forum));
        String hint = reading.tokens(redeem(forum, code(forum, back))).getIDTokenString();

        assertThat(refusal(browser, request("id_token_hint", hint))).isEqualTo("invalid_request");
    }

    @Test
    void asksForThePersonOfTheHint() throws Exception {
        Browser browser = signedIn("alice");
        Map<String, String> request = request("id_token_hint", hintOf("wang"));

        assertThat(loginPage(browser, request)).contains("&scan");
        assertThat(error(answer(shop, shop.signIn(browser, "alice", request)))).isEqualTo("login_required");
        code(shop, shop.signIn(browser, "wang", request));
    }

    @ParameterizedTest
    @CsvSource({"en, en", "zh, zh-CN", "zh-TW en, zh-CN", "fr zh-CN, zh-CN", "EN-us, en"})
    void asksInTheLanguageOfTheApplication(String locales, String language) {
        assertThat(loginPage(site.browser(), request("ui_locales", locales))).endsWith("&lang=" + language);
    }

    @Test
    void offersTheLoginMethodsOfTheClientAndTheProposedOneFirst() throws Exception {
        addSecondMethod();
        RelyingParty limited = RelyingParty.web(site, "Limited", ", \"instances\": [\"" + SECOND + "\"]");
        RelyingParty both =
                RelyingParty.web(site, "Both", ", \"instances\": [\"" + Site.INSTANCE + "\", \"" + SECOND + "\"]");

        assertThat(loginPage(site.browser(), request("login_hint", "instance:" + SECOND)))
                .endsWith("&method=" + SECOND);
        assertThat(methods(both, "instance:" + SECOND)).endsWith("&method=" + SECOND + "&method=" + Site.INSTANCE);
        assertThat(methods(both, "")).endsWith("&method=" + Site.INSTANCE + "&method=" + SECOND);
        assertThat(methods(limited, "instance:" + Site.INSTANCE)).endsWith("%2F&method=" + SECOND);
    }

    private void addSecondMethod() {
        site.writeInApp(
                "auths/loginTypes/" + SECOND + "/e.json",
                "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Second\"}");
        site.writeInApp("auths/loginTypes/" + SECOND + "/" + SECOND + ".json", """
                {"authConfig": {"appId": "%s", "appSecret": "%s"}, "registration": "open"}""".formatted(
                        Sample.SECOND_APP.appid(), Sample.SECOND_APP.secret()));
        site.server().app().elements().reload();
    }

    private String methods(RelyingParty client, String hint) {
        Map<String, String> request = client.parameters();
        request.put("login_hint", hint);
        return client.authorize(site.browser(), request).header("Location").replaceAll("authorize%2F\\w+", "%2F");
    }

    @Test
    void takesNoSessionOfALoginMethodThatTheClientDoesNotAllow() {
        addSecondMethod();
        RelyingParty limited = RelyingParty.web(site, "OnlySecond", ", \"instances\": [\"" + SECOND + "\"]");
        Browser browser = signedIn("alice");

        Reply begun = limited.authorize(browser);
        assertThat(begun.header("Location")).contains("&scan&method=" + SECOND);
        String waiting = RelyingParty.query(begun.header("Location")).get("returnTo");
        browser.login(site.code("alice"));
        assertThat(browser.get(waiting).header("Location")).contains("&scan&method=" + SECOND);
        browser.logIn(SECOND, site.wechat().issueCode(Sample.SECOND_APP.appid(), "alice"));

        assertThat(redirected(limited, browser.get(waiting))).containsKey("code");
    }
}
