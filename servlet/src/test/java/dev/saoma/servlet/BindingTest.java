package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BindingTest {
    private static final String OK = "{\"success\":true,\"message\":\"Operation successful\"}";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void bindsAndUnbindsTheSignedInUser() {
        Browser browser = SITE.signedIn("bind");
        Reply attempt = browser.start("Strict", "bind");
        assertThat(attempt.text("redirectUri"))
                .isEqualTo("https://login.example.com/api/login/Strict/callback?action=bind");
        assertThat(browser.post(
                                "/api/login/Strict/attempts",
                                "{\"intent\":\"bind\",\"redirectUri\":\"https://login.example.com/api/login/Strict/callback\"}")
                        .text("redirectUri"))
                .isEqualTo("https://login.example.com/api/login/Strict/callback?action=bind");

        Reply bound = bind(browser, "Strict", attempt.text("state"), "bindother-1");
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.body()).isEqualTo(OK.replace("}", ",\"returnTo\":\"/orders?open=1\"}"));
        assertThat(browser.get("/api/bindings").body())
                .contains(
                        "{\"name\":\"Strict\",\"title\":\"WeChat\",\"isActive\":true,\"boundAt\":\""
                                + SITE.clock.instant() + "\"}",
                        "{\"name\":\"Closed\",\"title\":\"WeChat\",\"isActive\":false,\"boundAt\":null}");
        assertThat(SITE.browser().logIn("Strict", "bindother-2").status()).isEqualTo(201);

        assertThat(browser.delete("/api/bindings/Strict").body()).isEqualTo(OK);
        assertThat(browser.delete("/api/bindings/Strict").body()).isEqualTo(OK);
        Browser again = SITE.browser();
        assertThat(again.finish("Strict", again.start("Strict", "login").text("state"), "bindother-3")
                        .code())
                .isEqualTo("wechat_not_bound");
    }

    @Test
    void endsTheUsersOtherSessionsWhenSomethingIsBound() {
        Browser browser = SITE.signedIn("others");
        Browser elsewhere = SITE.signedIn("others");

        bind(browser, "Strict", browser.start("Strict", "bind").text("state"), "othersnew-1");

        assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void refusesAWeChatThatIsTakenAndAUserWhoHasOne() {
        SITE.signedIn("taken");
        Browser browser = SITE.signedIn("second");
        Reply taken = bind(
                browser, "MyWeChatLogin", browser.start("MyWeChatLogin", "bind").text("state"), "taken-2");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("already_bound");
        assertThat(taken.text("returnTo")).isEqualTo("/orders?open=1");

        Reply more = bind(
                browser, "MyWeChatLogin", browser.start("MyWeChatLogin", "bind").text("state"), "thirdone-1");
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.code()).isEqualTo("user_already_bound");
    }

    @Test
    void keepsTheLastWayIn() {
        Browser browser = SITE.signedIn("lastway");
        SITE.people.otherWayIn = false;
        try {
            Reply reply = browser.delete("/api/bindings/MyWeChatLogin");
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("last_login_method");
        } finally {
            SITE.people.otherWayIn = true;
        }
        assertThat(browser.delete("/api/bindings/MyWeChatLogin").status()).isEqualTo(200);
        assertThat(browser.get("/api/session").code()).isEqualTo("session_required");
    }

    @Test
    void asksForARecentLogin() {
        assertThat(SITE.browser().start("Strict", "bind").code()).isEqualTo("session_required");
        Browser browser = SITE.signedIn("recent");
        SITE.clock.pass(Duration.ofMinutes(10));

        Reply attempt = browser.start("Strict", "bind");
        assertThat(attempt.status()).isEqualTo(401);
        assertThat(attempt.code()).isEqualTo("reauth_required");
        assertThat(browser.delete("/api/bindings/MyWeChatLogin").code()).isEqualTo("reauth_required");
        assertThat(browser.get("/api/bindings").status()).isEqualTo(200);
    }

    @Test
    void bindsOnlyForTheUserWhoBegan() {
        Browser victim = SITE.signedIn("victim");
        String state = victim.start("Strict", "bind").text("state");
        int before = SITE.wechat.exchanges.get();
        Browser attacker = SITE.signedIn("attacker");

        assertThat(bind(attacker, "Strict", state, "attackernew-1").code()).isEqualTo("state_invalid");
        assertThat(bind(SITE.browser(), "Strict", state, "attackernew-1").code())
                .isEqualTo("session_required");
        assertThat(attacker.post(
                                "/api/bindings/Strict",
                                "{\"userId\":\"u1\",\"code\":\"attackernew-1\",\"state\":\"" + state + "\"}")
                        .code())
                .isEqualTo("state_invalid");
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before + 1);
        assertThat(bind(victim, "Strict", state, "victimnew-1").status()).isEqualTo(200);
    }

    @Test
    void saysThatThePersonRefused() {
        Browser browser = SITE.signedIn("refusing");
        String state = browser.start("Strict", "bind").text("state");

        assertThat(browser.post("/api/bindings/Strict", "{\"state\":\"" + state + "\"}")
                        .code())
                .isEqualTo("login_cancelled");
        assertThat(bind(browser, "Strict", state, "refusing-2").code()).isEqualTo("state_invalid");
    }

    @Test
    void bindsAUserOfTheApplicationsOwnLogin() {
        var clockHolder = new Instant[] {Instant.parse("2026-11-22T07:55:00Z")};
        CurrentUser own = request -> Optional.ofNullable(request.getHeader("X-Test-User"))
                .map(name -> new CurrentUser.SignedIn(new UserId(name), clockHolder[0]));
        try (Site site = new Site(Site.production(""), own)) {
            Browser newcomer = site.signedIn("seed");
            String id = newcomer.get("/api/session", "X-Test-User: u1")
                    .json()
                    .path("user")
                    .path("userId")
                    .asString();
            Browser browser = site.browser();
            String user = "X-Test-User: " + id;

            String state = browser.post("/api/login/Strict/attempts", "{\"intent\":\"bind\"}", user)
                    .text("state");
            assertThat(browser.post("/api/bindings/Strict", Browser.pair(state, "ownlogin-1"), user)
                            .body())
                    .isEqualTo(OK);
            assertThat(browser.get("/api/session", user).code()).isEqualTo("session_required");
            assertThat(browser.get("/api/bindings").code()).isEqualTo("session_required");
            assertThat(browser.delete("/api/bindings/Strict", user).body()).isEqualTo(OK);
            clockHolder[0] = Instant.parse("2026-11-22T07:40:00Z");
            assertThat(browser.delete("/api/bindings/Strict", user).code()).isEqualTo("reauth_required");
        }
    }

    @Test
    void actsForTheUserOfTheOwnLoginEvenBesideAnothersSession() {
        try (Site site = new Site(
                Site.production(""),
                request -> Optional.of(
                        new CurrentUser.SignedIn(new UserId("u1"), Instant.parse("2026-11-22T08:00:00Z"))))) {
            site.signedIn("ownfirst");
            Browser second = site.signedIn("ownsecond");

            assertThat(second.delete("/api/bindings/MyWeChatLogin").body()).isEqualTo(OK);

            assertThat(second.get("/api/session").status()).isEqualTo(200);
            assertThat(second.get("/api/bindings").body()).doesNotContain("2026-");
            assertThat(site.browser().logIn("MyWeChatLogin", "ownsecond-2").status())
                    .isEqualTo(201);
        }
    }

    private static Reply bind(Browser browser, String instance, String state, String code) {
        return browser.post("/api/bindings/" + instance, Browser.pair(state, code));
    }
}
