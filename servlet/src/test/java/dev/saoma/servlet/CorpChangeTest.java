package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A session switches to another organisation of its user and gets a new token. */
class CorpChangeTest {
    private static final String SESSION = "__Host-saoma-session";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void movesAndTurnsTheSecret() {
        Browser browser = member("mover");
        String old = browser.cookies().get(SESSION);

        Reply moved = change(browser, "globex");

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(moved.json().path("corp").path("corpName").asString()).isEqualTo("Globex");
        assertThat(moved.json()
                        .path("corpList")
                        .valueStream()
                        .map(corp -> corp.path("corpId").asString()))
                .containsExactly("acme", "globex");
        assertThat(moved.json().has("token")).isFalse();
        assertThat(moved.header("Set-Cookie")).startsWith(SESSION + "=").doesNotContain(old);
        assertThat(browser.get("/api/session").body()).isEqualTo(moved.body());
        assertThat(bearer(old).code()).isEqualTo("session_required");
        assertThat(change(browser, "acme").json().path("corp").path("corpId").asString())
                .isEqualTo("acme");
    }

    @Test
    void handsAnAppItsNewToken() {
        Browser browser = member("mobile");
        String old = browser.cookies().get(SESSION);

        Reply moved = SITE.browser().put("/api/session/corp", "{\"corpId\":\"acme\"}", "Authorization: Bearer " + old);

        assertThat(moved.all("Set-Cookie")).isEmpty();
        assertThat(bearer(old).status()).isEqualTo(401);
        assertThat(bearer(moved.text("token")).status()).isEqualTo(200);
    }

    @Test
    void keepsEverythingWhenTheOrganisationIsAnothers() {
        Browser browser = member("stranger");
        String old = browser.cookies().get(SESSION);

        for (String corp : List.of("initech", "*", "ACME", "acme ", "%61cme")) {
            assertThat(change(browser, corp).code()).as(corp).isEqualTo("corp_forbidden");
        }
        assertThat(browser.put("/api/session/corp", "{}").text("detail")).isEqualTo("corpId is required.");
        assertThat(browser.put("/api/session/corp", "{\"corpId\":[\"acme\"]}").code())
                .isEqualTo("invalid_request");
        assertThat(bearer(old).status()).isEqualTo(200);
        assertThat(change(SITE.browser(), "acme").code()).isEqualTo("session_required");
    }

    @Test
    void isNotDoneForAPageOfAnotherSite() {
        Browser browser = member("target");

        assertThat(browser.put("/api/session/corp", "{\"corpId\":\"acme\"}", "Origin: https://evil.example")
                        .code())
                .isEqualTo("forbidden");
        assertThat(browser.get("/api/session").json().path("corp").isNull()).isTrue();
    }

    /** Returns a browser that signed in before its user joined two organisations. */
    private static Browser member(String person) {
        Browser browser = SITE.signedIn(person);
        SITE.people.corps.put(
                SITE.user(browser),
                List.of(new Corp(new CorpId("acme"), "Acme"), new Corp(new CorpId("globex"), "Globex")));
        return browser;
    }

    private static Reply change(Browser browser, String corp) {
        return browser.put("/api/session/corp", "{\"corpId\":\"" + corp + "\"}");
    }

    private static Reply bearer(String token) {
        return SITE.browser().get("/api/session", "Authorization: Bearer " + token);
    }
}
