package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String ATTEMPT_COOKIE = "__Host-saoma-attempt";
    private static final String SESSION_COOKIE = "__Host-saoma-session";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void namesTheBrowserOnceAndRenewsIt() {
        Browser browser = SITE.browser();

        String first = browser.start(LOGIN, "login").header("Set-Cookie");
        String second = browser.start(LOGIN, "login").header("Set-Cookie");
        assertThat(first).startsWith(ATTEMPT_COOKIE + "=").contains("Max-Age=3600");
        assertThat(second).isEqualTo(first);

        for (String odd : List.of("x", "A".repeat(64), "0".repeat(63), "0".repeat(65), "")) {
            browser.cookies().put(ATTEMPT_COOKIE, odd);
            assertThat(browser.start(LOGIN, "login").header("Set-Cookie"))
                    .matches(ATTEMPT_COOKIE + "=[0-9a-f]{64}; Max-Age=3600.*")
                    .doesNotContain(ATTEMPT_COOKIE + "=" + odd + ";");
        }
    }

    @Test
    void letsTwoTabsOfOneBrowserLogIn() {
        Browser browser = SITE.browser();
        String one = browser.start(LOGIN, "login").text("state");
        String other = browser.start(LOGIN, "login").text("state");

        assertThat(browser.finish(LOGIN, other, "tabs-1").status()).isEqualTo(200);
        assertThat(browser.finish(LOGIN, one, "tabs-2").status()).isEqualTo(200);
    }

    @Test
    void refusesACookieThatComesTwice() {
        Browser browser = SITE.signedIn("twice");
        for (String name : List.of(ATTEMPT_COOKIE, SESSION_COOKIE)) {
            for (String value : List.of(browser.cookies().get(name), "0".repeat(64), "")) {
                String header = "Cookie: " + name + "=" + value;
                assertThat(browser.get("/api/session", header).code()).isEqualTo("invalid_request");
                assertThat(browser.start(LOGIN, "login").status()).isEqualTo(201);
                assertThat(browser.post("/api/session", "{}", header).code()).isEqualTo("invalid_request");
            }
        }
    }

    @Test
    void letsOnlyTheBrowserThatScannedRedeem() {
        Browser owner = SITE.browser();
        String loginCode = owner.finish(LOGIN, owner.start(LOGIN, "login").text("state"), "owner-1")
                .text("loginCode");
        Browser thief = SITE.browser();
        thief.start(LOGIN, "login");

        assertThat(thief.redeem(loginCode).code()).isEqualTo("login_code_invalid");
        assertThat(owner.redeem(loginCode).code()).isEqualTo("login_code_invalid");
        assertThat(owner.redeem("x").code()).isEqualTo("login_code_invalid");
        assertThat(owner.cookies()).doesNotContainKey(SESSION_COOKIE);
    }

    @Test
    void opensOneSessionForALoginCode() {
        Browser browser = SITE.browser();
        String loginCode = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), "once-1")
                .text("loginCode");

        assertThat(browser.redeem(loginCode).status()).isEqualTo(201);
        assertThat(browser.redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void endsTheSessionThatANewLoginCameWith() {
        Browser browser = SITE.signedIn("again");
        String old = browser.cookies().get(SESSION_COOKIE);

        browser.logIn(LOGIN, "again-2");

        assertThat(browser.cookies().get(SESSION_COOKIE)).isNotEqualTo(old);
        assertThat(bearer(old).code()).isEqualTo("session_required");
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void takesNoSessionThatWasPlantedBeforeTheLogin() {
        Browser browser = SITE.browser();
        browser.cookies().put(SESSION_COOKIE, "a".repeat(64));

        browser.logIn(LOGIN, "planted-1");

        assertThat(browser.cookies().get(SESSION_COOKIE)).isNotEqualTo("a".repeat(64));
        assertThat(bearer("a".repeat(64)).status()).isEqualTo(401);
    }

    @Test
    void givesAnAppATokenAndNoCookie() {
        Browser phone = SITE.browser();
        String loginCode = phone.finish(LOGIN, phone.start(LOGIN, "login").text("state"), "phone-1")
                .text("loginCode");

        Reply session = phone.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"platform\":\"app\"}");

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.all("Set-Cookie")).isEmpty();
        String token = session.text("token");
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(bearer(token).status()).isEqualTo(200);
        Reply end = SITE.browser().delete("/api/session", "Authorization: bearer " + token);
        assertThat(end.status()).isEqualTo(204);
        assertThat(end.all("Set-Cookie")).isEmpty();
        assertThat(bearer(token).status()).isEqualTo(401);
    }

    @Test
    void prefersNoCookieToABadBearerToken() {
        Browser browser = SITE.signedIn("both");

        for (String value : List.of("Bearer x", "Bearer " + "0".repeat(64), "Bearer", "bearer  x")) {
            Reply reply = browser.get("/api/session", "Authorization: " + value);
            assertThat(reply.code()).isEqualTo("session_required");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\"");
        }
        assertThat(browser.get("/api/session", "Authorization: Basic eDp5").status())
                .isEqualTo(200);
    }

    @Test
    void endsWithTimeAndForgetsTheCookie() {
        Browser browser = SITE.signedIn("idle");
        assertThat(browser.get("/api/session").text("expiresAt"))
                .isEqualTo(SITE.clock.instant().plus(Duration.ofMinutes(30)).toString());

        SITE.clock.pass(Duration.ofMinutes(30));

        assertThat(browser.get("/api/session").code()).isEqualTo("session_required");
        Browser other = SITE.signedIn("leaving");
        assertThat(other.delete("/api/session").all("Set-Cookie"))
                .contains(SESSION_COOKIE + "=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(other.delete("/api/session").code()).isEqualTo("session_required");
    }

    @Test
    void namesItsCookiesOtherwiseOnPlainLoopback() {
        try (Site local = new Site(Site.onLoopback())) {
            Browser browser = local.signedIn("local");

            assertThat(browser.cookies()).containsOnlyKeys("saoma-attempt-8080", "saoma-session-8080");
            assertThat(browser.get("/api/session").status()).isEqualTo(200);
            assertThat(browser.get("/login").header("Content-Security-Policy"))
                    .contains("frame-src 'self' http://localhost:9090;");
        }
        Browser other = SITE.browser();
        SITE.signedIn("prefix")
                .cookies()
                .forEach((name, value) -> other.cookies().put(name.replace("__Host-", ""), value));
        assertThat(other.get("/api/session").status()).isEqualTo(401);
    }

    private static Reply bearer(String token) {
        return SITE.browser().get("/api/session", "Authorization: Bearer " + token);
    }
}
