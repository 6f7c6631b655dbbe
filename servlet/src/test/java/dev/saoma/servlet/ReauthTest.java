package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Re-authentication: the user of an existing session scans again to confirm their identity. */
class ReauthTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void renewsTheProofAndNothingElse() {
        Browser browser = SITE.signedIn("renew");
        String secret = browser.cookies().get("__Host-saoma-session");
        String id = browser.get("/api/sessions").json().get(0).path("id").asString();
        SITE.clock.pass(Duration.ofMinutes(10));
        assertThat(browser.delete("/api/bindings/Strict").code()).isEqualTo("reauth_required");

        Reply proved = browser.redeem(prove(browser, "renew-2").text("loginCode"));

        assertThat(proved.status()).as(proved.body()).isEqualTo(201);
        assertThat(proved.all("Set-Cookie")).isEmpty();
        assertThat(browser.cookies()).containsEntry("__Host-saoma-session", secret);
        assertThat(browser.delete("/api/bindings/Strict").status()).isEqualTo(200);
        assertThat(browser.get("/api/sessions").json()).hasSize(1);
        assertThat(browser.get("/api/sessions").json().get(0).path("id").asString())
                .isEqualTo(id);
        assertThat(proved.text("expiresAt"))
                .isEqualTo(browser.get("/api/session").text("expiresAt"));
    }

    @Test
    void showsNoScriptTheSecretThatACookieHides() {
        Browser browser = SITE.signedIn("hidden");
        String loginCode = prove(browser, "hidden-2").text("loginCode");

        Reply proved = browser.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"platform\":\"app\"}");

        assertThat(proved.status()).isEqualTo(201);
        assertThat(proved.json().has("token")).isFalse();
        assertThat(proved.all("Set-Cookie")).isEmpty();
        assertThat(proved.body()).doesNotContain(browser.cookies().get("__Host-saoma-session"));
    }

    @Test
    void refusesAnotherWeChat() {
        Browser browser = SITE.signedIn("mine");
        SITE.signedIn("theirs");
        for (String code : new String[] {"theirs-2", "nobodysyet-1"}) {
            Reply refused = prove(browser, code);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.text("returnTo")).isEqualTo("/orders?open=1");
            assertThat(refused.json().has("bindTicket")).isFalse();
        }
        assertThat(SITE.user(browser)).isEqualTo(SITE.user(SITE.signedIn("mine")));
    }

    @Test
    void needsASession() {
        assertThat(SITE.browser().start(LOGIN, "reauth").code()).isEqualTo("session_required");
        Browser browser = SITE.signedIn("gone");
        String loginCode = prove(browser, "gone-2").text("loginCode");
        SITE.app.sessions().end(SITE.user(browser));

        assertThat(browser.redeem(loginCode).code()).isEqualTo("session_required");
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    void isNotForAUserOfTheApplicationsOwnLogin() {
        CurrentUser own = request -> Optional.ofNullable(request.getHeader("X-Test-User"))
                .map(name -> new CurrentUser.SignedIn(new UserId(name), Instant.parse("2026-11-22T07:00:00Z")));
        try (Site site = new Site(Site.production(""), own)) {
            for (Browser browser : new Browser[] {site.browser(), site.signedIn("both")}) {
                Reply refused =
                        browser.post("/api/login/" + LOGIN + "/attempts", "{\"intent\":\"reauth\"}", "X-Test-User: u1");

                assertThat(refused.code()).isEqualTo("forbidden");
                assertThat(refused.text("detail")).contains("saoma.reauth-url");
            }
        }
    }

    @Test
    void saysWhereTheApplicationsOwnLoginProves() {
        var old = Instant.parse("2026-11-22T07:00:00Z");
        CurrentUser own = request -> Optional.of(new CurrentUser.SignedIn(new UserId("u1"), old));
        try (Site site = new Site(Site.production("").withReauthUrl("/signin?again=1"), own)) {
            Browser browser = site.browser();

            assertThat(browser.delete("/api/bindings/" + LOGIN).text("reauthUrl"))
                    .isEqualTo("/signin?again=1");
            assertThat(browser.start(LOGIN, "bind").text("reauthUrl")).isEqualTo("/signin?again=1");
            assertThat(browser.start(LOGIN, "reauth").text("reauthUrl")).isEqualTo("/signin?again=1");
        }
        Browser browser = SITE.signedIn("nowhere");
        SITE.clock.pass(Duration.ofMinutes(10));
        Reply refused = browser.delete("/api/bindings/" + LOGIN);
        assertThat(refused.code()).isEqualTo("reauth_required");
        assertThat(refused.json().has("reauthUrl")).isFalse();
    }

    private static Reply prove(Browser browser, String code) {
        return browser.finish(LOGIN, browser.state(LOGIN, "reauth"), code);
    }
}
