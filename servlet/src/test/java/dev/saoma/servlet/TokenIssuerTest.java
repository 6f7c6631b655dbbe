package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.login.AuthenticatedUser;
import dev.saoma.testing.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An application whose own token is the answer of a login. */
class TokenIssuerTest {
    private static final Site SITE = new Site(
            new Site.Parts(TokenIssuerTest::owner, TokenIssuerTest::issue, new HttpServlet() {}, List.of(), List.of()),
            Site.production("/saoma"),
            "/");

    @AfterAll
    static void close() {
        SITE.close();
    }

    /** The application's token is the user's identifier and the moment of the login. */
    private static Object issue(AuthenticatedUser user, HttpServletRequest request) {
        if ("refuse".equals(request.getHeader("X-Case"))) {
            throw new LoginException(ErrorCode.ACCOUNT_DISABLED, "Ask your manager.");
        }
        if ("break".equals(request.getHeader("X-Case"))) {
            throw new IllegalStateException("hunter2");
        }
        return Map.of("code", 200, "token", user.id() + "@" + user.authenticatedAt(), "path", request.getRequestURI());
    }

    private static Optional<CurrentUser.SignedIn> owner(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .map(value -> value.replace("Bearer ", "").split("@"))
                .filter(parts -> parts.length == 2)
                .map(parts -> new CurrentUser.SignedIn(new UserId(parts[0]), Instant.parse(parts[1])));
    }

    @Test
    void answersWithTheApplicationsTokenAndOpensNoSession() {
        Browser browser = SITE.browser();

        Reply answer = browser.logIn("MyWeChatLogin", "ann-1");

        assertThat(answer.json().path("code").intValue()).isEqualTo(200);
        assertThat(answer.text("token")).endsWith("@" + SITE.clock.instant());
        assertThat(answer.text("path")).isEqualTo("/saoma/api/session");
        assertThat(browser.cookies().keySet()).noneMatch(name -> name.contains("saoma-session"));
        assertThat(SITE.app.sessions().of(new UserId(answer.text("token").split("@")[0])))
                .isEmpty();
    }

    @Test
    void renewsTheIdentityOfTheBrowser() {
        Browser browser = SITE.browser();
        String state = browser.state("MyWeChatLogin", "login");
        String before = browser.cookies().get("__Host-saoma-attempt");

        browser.logIn("MyWeChatLogin", "renew-1");

        assertThat(browser.cookies().get("__Host-saoma-attempt")).doesNotStartWith(before.substring(0, 64));
        assertThat(browser.finish("MyWeChatLogin", state, "renew-2").code()).isEqualTo("state_invalid");
    }

    @Test
    void acceptsTheCodeOnce() {
        Browser browser = SITE.browser();
        String loginCode = loginCode(browser, "once-1");
        assertThat(browser.redeem(loginCode).status()).isEqualTo(201);

        assertThat(browser.redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void acceptsTheCodeFromItsBrowserOnly() {
        String loginCode = loginCode(SITE.browser(), "browser-1");

        assertThat(SITE.browser().redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void isNotCalledForAPageOfAnotherOrigin() {
        Browser browser = SITE.browser();
        String loginCode = loginCode(browser, "origin-1");

        for (String bearer : List.of("X: y", "Authorization: Bearer junk")) {
            assertThat(browser.post("/api/session", body(loginCode), "Origin: https://evil.example", bearer)
                            .code())
                    .isEqualTo("forbidden");
        }
        assertThat(browser.redeem(loginCode).status()).isEqualTo(201);
    }

    @Test
    void refusesAUserWithTheApplicationsWords() {
        Browser browser = SITE.browser();

        Reply refused = browser.post("/api/session", body(loginCode(browser, "refused-1")), "X-Case: refuse");

        assertThat(refused.code()).isEqualTo("account_disabled");
        assertThat(refused.text("detail")).isEqualTo("Ask your manager.");
    }

    @Test
    void keepsTheFailureOfTheApplicationFromTheBrowser() {
        Browser browser = SITE.browser();

        assertThat(browser.post("/api/session", body(loginCode(browser, "broken-1")), "X-Case: break")
                        .code())
                .isEqualTo("internal_error");
    }

    @Test
    void itsTokenBindsAndUnbinds() {
        Browser browser = SITE.browser();
        String token = token(browser.logIn("MyWeChatLogin", "bind-1"));
        String state = browser.post("/api/login/Strict/attempts", "{\"intent\":\"bind\"}", token)
                .text("state");

        assertThat(browser.post("/api/bindings/Strict", Browser.pair(state, "bindother-1"), token)
                        .status())
                .isEqualTo(200);
        assertThat(token(SITE.browser().logIn("Strict", "bindother-2"))).isEqualTo(token);
        assertThat(browser.delete("/api/bindings/Strict", token).status()).isEqualTo(200);
    }

    @Test
    void aNewTokenFollowsAReauthentication() {
        Browser browser = SITE.browser();
        String old = token(browser.logIn("MyWeChatLogin", "again-1"));
        SITE.clock.pass(Duration.ofMinutes(11));
        assertThat(browser.delete("/api/bindings/Strict", old).code()).isEqualTo("reauth_required");

        String state = browser.post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"reauth\"}", old)
                .text("state");
        String loginCode = browser.finish("MyWeChatLogin", state, "again-2").text("loginCode");
        assertThat(browser.redeem(loginCode).code()).as("without the old token").isEqualTo("session_required");
        String renewed = token(browser.post("/api/session", body(loginCode), old));

        assertThat(browser.delete("/api/bindings/Strict", renewed).status()).isEqualTo(200);
    }

    @Test
    void aReauthenticationNeedsTheSamePerson() {
        Browser browser = SITE.browser();
        String token = token(browser.logIn("MyWeChatLogin", "same-1"));
        String state = browser.post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"reauth\"}", token)
                .text("state");

        assertThat(browser.finish("MyWeChatLogin", state, "different-1").code()).isEqualTo("forbidden");
    }

    private static String token(Reply answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return "Authorization: Bearer " + answer.text("token");
    }

    private static String loginCode(Browser browser, String code) {
        return browser.finish("MyWeChatLogin", browser.state("MyWeChatLogin", "login"), code)
                .text("loginCode");
    }

    private static String body(String loginCode) {
        return "{\"loginCode\":\"" + loginCode + "\"}";
    }
}
