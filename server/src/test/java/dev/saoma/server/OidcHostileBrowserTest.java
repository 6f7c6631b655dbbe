package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login to a client that is begun by one browser or user and continued by another. */
class OidcHostileBrowserTest {
    private static final MovableClock CLOCK = new MovableClock();

    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private Browser browser;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, "open", CLOCK));
        shop = RelyingParty.web(site, "Shop", "");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void newBrowser() {
        browser = site.browser();
    }

    /** Returns the address of a request that waits for a login. */
    private String waiting(Map<String, String> parameters) {
        return RelyingParty.query(shop.authorize(browser, parameters).header("Location"))
                .get("returnTo");
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> all = shop.parameters();
        all.put(name, value);
        return all;
    }

    private static void assertUnknown(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.body()).contains("Begin again").doesNotContain("code=");
    }

    private String subject(Reply back) {
        String code = RelyingParty.query(back.header("Location")).get("code");
        return shop.userInfo(shop.redeem(code).text("access_token")).text("sub");
    }

    private static String userId(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    @Test
    void getsNothingInAnotherBrowser() {
        String waiting = waiting(shop.parameters());
        Browser other = site.browser();
        assertUnknown(other.get(waiting));
        assertThat(other.form(waiting, "decision=continue", own()).status()).isEqualTo(400);
        other.login(site.code("wang"));
        assertUnknown(other.get(waiting));
        browser.login(site.code("alice"));

        assertThat(browser.get(waiting).header("Location")).startsWith(shop.redirectUri() + "?code=");
    }

    @Test
    void getsNothingWithoutCookies() {
        String waiting = waiting(shop.parameters());
        browser.login(site.code("alice"));
        browser.cookies().keySet().removeIf(name -> name.contains("attempt"));

        assertUnknown(browser.get(waiting));
    }

    @Test
    void getsOneCode() {
        String waiting = waiting(shop.parameters());
        browser.login(site.code("alice"));
        assertThat(browser.get(waiting).status()).isEqualTo(303);

        assertUnknown(browser.get(waiting));
    }

    @Test
    void getsNothingAfterTwentyMinutes() {
        String waiting = waiting(shop.parameters());
        browser.login(site.code("alice"));
        CLOCK.pass(Duration.ofMinutes(20));

        assertUnknown(browser.get(waiting));
    }

    @Test
    void isAlwaysThatOfWhoScanned() {
        browser.login(site.code("alice"));
        String alice = userId(browser);
        assertThat(subject(shop.authorize(browser))).isEqualTo(alice);

        // Without a logout in between.
        String again = waiting(with("prompt", "login"));
        browser.login(site.code("wang"));
        String wang = userId(browser);
        assertThat(wang).isNotEqualTo(alice);
        assertThat(subject(browser.get(again))).isEqualTo(wang);

        browser.delete("/api/session");
        String later = waiting(shop.parameters());
        browser.login(site.code("alice"));
        assertThat(subject(browser.get(later))).isEqualTo(alice);
    }

    @Test
    void isNotThatOfTheHintWhenAnotherUserScans() {
        String hint = shop.tokens(browser, "alice").text("id_token");
        browser.delete("/api/session");
        String waiting = waiting(with("id_token_hint", hint));
        browser.login(site.code("wang"));

        assertThat(browser.get(waiting).header("Location")).contains("?error=login_required&");
    }

    /** The page was shown to one user, and another has logged in since in the same browser. */
    @Test
    void isNotConfirmedByAnotherUser() {
        browser.login(site.code("alice"));
        String page = shop.authorize(browser, with("prompt", "consent")).header("Location");
        String ofAlice = field(browser.get(page), "session");
        browser.login(site.code("wang"));

        Reply asked = browser.form(page, "decision=continue&session=" + ofAlice, own());
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).doesNotContain("code=");
        assertThat(browser.form(page, "decision=continue", own()).body()).doesNotContain("code=");
        String ofWang = field(asked, "session");
        assertThat(ofWang).isNotEqualTo(ofAlice);
        assertThat(browser.form(page, "decision=continue&session=" + ofWang, own())
                        .body())
                .contains("code=");
    }

    @Test
    void isNotConfirmedByTheFormOfAnotherSite() {
        browser.login(site.code("alice"));
        String page = shop.authorize(browser, with("prompt", "consent")).header("Location");
        String form = "decision=continue&session=" + field(browser.get(page), "session");

        for (String origin : new String[] {"https://evil.example", "null", "https://shop.example"}) {
            assertThat(browser.form(page, form, "Origin: " + origin, "Sec-Fetch-Site: cross-site")
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(browser.form(page, form, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(browser.form(page, form, own()).body()).contains("code=");
    }

    @Test
    void isNotEndedByTheFormOfAnotherSite() {
        browser.login(site.code("alice"));
        for (String origin : new String[] {"https://evil.example", "null", "https://shop.example"}) {
            assertThat(browser.form("/oauth2/logout", "decision=logout", "Origin: " + origin)
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(browser.form("/oauth2/logout", "decision=logout", "Sec-Fetch-Site: same-site")
                        .status())
                .isEqualTo(403);
        assertThat(browser.get("/oauth2/logout?decision=logout").status()).isEqualTo(200);
        assertThat(browser.session().status()).isEqualTo(200);

        assertThat(browser.form("/oauth2/logout", "decision=logout", own()).status())
                .isEqualTo(200);
        assertThat(browser.session().status()).isEqualTo(401);
    }

    /** An ID token of another session of the same user proves nothing about this one. */
    @Test
    void isNotEndedByAnIdTokenOfAnotherSession() {
        RelyingParty leaving =
                RelyingParty.web(site, "Leaving", ", \"postLogoutRedirectUris\": [\"https://l.example/\"]");
        String elsewhere = leaving.tokens(site.browser(), "alice").text("id_token");
        String before = leaving.tokens(browser, "alice").text("id_token");
        browser.delete("/api/session");
        browser.login(site.code("alice"));

        for (String hint : new String[] {elsewhere, before}) {
            Reply reply = browser.get("/oauth2/logout?"
                    + RelyingParty.form(
                            Map.of("id_token_hint", hint, "post_logout_redirect_uri", "https://l.example/")));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(browser.session().status()).isEqualTo(200);
        }
    }

    private static String own() {
        URI url = site.server().publicUrl();
        return "Origin: " + url.getScheme() + "://" + url.getAuthority();
    }

    private static String field(Reply page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }
}
