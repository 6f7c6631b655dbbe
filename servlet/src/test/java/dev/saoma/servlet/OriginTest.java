package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|204",
                "https://login.example.com|-|204",
                "https://app.example.com|-|204",
                "https://login.example.com|cross-site|204",
                "-|same-origin|204",
                "-|none|204",
                "-|same-site|403",
                "-|cross-site|403",
                "-|nonsense|403",
                "null|-|403",
                "null|same-origin|403",
                "https://evil.example|-|403",
                "https://evil.example|same-origin|403",
                "https://app.example.com.evil.example|-|403",
                "https://evilapp.example.com|-|403",
                "http://app.example.com|-|403",
                "https://app.example.com:8443|-|403",
                "https://APP.example.com|-|403",
                "https://app.example.com/|-|403"
            })
    void letsOnlyTrustedPagesChangeSomething(String origin, String site, int expected) {
        Browser browser = SITE.signedIn("origin");
        var headers = new java.util.ArrayList<String>();
        if (origin != null) {
            headers.add("Origin: " + origin);
        }
        if (site != null) {
            headers.add("Sec-Fetch-Site: " + site);
        }

        Reply reply = browser.delete("/api/session", headers.toArray(String[]::new));

        assertThat(reply.status()).isEqualTo(expected);
        assertThat(browser.get("/api/session", headers.toArray(String[]::new)).status())
                .isEqualTo(expected == 204 ? 401 : 200);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, can list its origin",
        "tauri://localhost, cannot list",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop, cannot list",
        "null, cannot list"
    })
    void saysWhetherListingIsTheWayOut(String origin, String words) {
        assertThat(SITE.browser().delete("/api/session", "Origin: " + origin).text("detail"))
                .contains(words);
    }

    @Test
    void refusesTwoOrigins() {
        assertThat(SITE.signedIn("two")
                        .delete("/api/session", "Origin: https://login.example.com", "Origin: https://evil.example")
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void guardsEveryRouteThatChangesSomething() {
        for (Route route : SITE.servlet.table()) {
            if (!route.method().equals("GET")) {
                Reply reply = SITE.signedIn("guard")
                        .send(
                                route.method(),
                                RoutesTest.example(route.path().text()),
                                "{}",
                                "Content-Type: application/json",
                                "Origin: https://evil.example");
                assertThat(reply.code()).as(route.toString()).isEqualTo("forbidden");
            }
        }
    }

    /** The Authorization headers accompany a valid session cookie, but do not themselves authenticate. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer x",
                "Authorization: bearer x",
                "Authorization: BEARER x",
                "Authorization: Bearer",
                "Authorization: Bearer  ",
                "Authorization: Bearer 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "Authorization: Bearer x|Authorization: Bearer y",
                "Authorization: Basic eDp5|Authorization: Bearer x",
                "Authorization: Basic eDp5",
                "Authorization: Digest x",
                "Saoma-Attempt: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none"
            })
    void isAskedThoughTheRequestBringsAHeaderThatSignsNobodyIn(String lines) {
        CurrentUser own = request -> Optional.of(new CurrentUser.SignedIn(new UserId("victim"), SITE.clock.instant()));
        var headers = new ArrayList<>(List.of(lines.split("\\|")));
        headers.add("Origin: https://evil.example");
        headers.add("Content-Type: application/json");
        try (Site site = new Site(Site.production(""), own)) {
            for (Route route : site.servlet.table()) {
                if (!route.method().equals("GET")) {
                    Reply reply = site.browser()
                            .send(
                                    route.method(),
                                    RoutesTest.example(route.path().text()),
                                    "{\"intent\":\"bind\"}",
                                    headers.toArray(String[]::new));
                    assertThat(reply.code()).as(route.toString()).isEqualTo("forbidden");
                }
            }
        }
    }

    /** The attacker's page uses the bearer token of the attacker's own session. */
    @Test
    void isAskedThoughTheBearerSignsInSomebodyElse() {
        CurrentUser own = request -> Optional.ofNullable(request.getHeader("X-Test-User"))
                .map(name -> new CurrentUser.SignedIn(new UserId(name), SITE.clock.instant()));
        try (Site site = new Site(Site.production(""), own)) {
            String token = token(site);

            assertThat(site.browser()
                            .post(
                                    "/api/login/MyWeChatLogin/attempts",
                                    "{\"intent\":\"bind\"}",
                                    "X-Test-User: victim",
                                    "Authorization: Bearer " + token,
                                    "Origin: https://evil.example")
                            .code())
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void asksNoBearerCallWhereItComesFrom() {
        String token = token(SITE);

        assertThat(SITE.browser()
                        .delete("/api/session", "Authorization: Bearer " + token, "Origin: https://evil.example")
                        .status())
                .isEqualTo(204);
        assertThat(SITE.signedIn("bearer")
                        .delete("/api/session", "Authorization: Basic eDp5", "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://evil.example/https://app.example.com",
                "http://app.example.com",
                "https://app.example.com:443",
                "https://app.example.com:8443",
                "https://APP.EXAMPLE.COM",
                "https://app.example.com ,https://evil.example",
                "https://appXexample.com",
                "https://app.example.com%00",
                "file://",
                "https://sub.app.example.com"
            })
    void sharesNothingWithAnOriginThatIsNotListed(String origin) {
        Browser browser = SITE.browser();
        for (Reply reply : List.of(
                browser.get("/api/login", "Origin: " + origin),
                browser.get("/api/session", "Origin: " + origin),
                browser.get("/assets/wechat-login.js", "Origin: " + origin),
                browser.send(
                        "OPTIONS", "/api/session", "", "Origin: " + origin, "Access-Control-Request-Method: POST"))) {
            assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(reply.all("Vary")).contains("Origin");
        }
    }

    @Test
    void sharesWithAListedOriginByItsExactName() {
        Browser browser = SITE.browser();
        String origin = "Origin: " + Site.FRIEND;

        for (String path : List.of("/api/login", "/api/session", "/nowhere", "/assets/wechat-login.js")) {
            Reply reply = browser.get(path, origin);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(Site.FRIEND);
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(reply.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After");
            assertThat(reply.all("Vary")).contains("Origin");
        }
        Reply preflight = browser.send("OPTIONS", "/api/session", "", origin, "Access-Control-Request-Method: DELETE");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("Content-Type, Accept-Language, Authorization, Saoma-Attempt, Saoma-Session");
        assertThat(browser.send("OPTIONS", "/nowhere", "", origin, "Access-Control-Request-Method: DELETE")
                        .status())
                .isEqualTo(404);
        assertThat(browser.send("OPTIONS", "/api/session", "", origin).status()).isEqualTo(405);
    }

    /** Returns the token of a session that an app stores itself. */
    private static String token(Site site) {
        Browser browser = site.browser();
        Reply finished = browser.finish(
                "MyWeChatLogin", browser.start("MyWeChatLogin", "login").text("state"), "bearer-1");
        return browser.post(
                        "/api/session", "{\"loginCode\":\"" + finished.text("loginCode") + "\",\"platform\":\"app\"}")
                .text("token");
    }
}
