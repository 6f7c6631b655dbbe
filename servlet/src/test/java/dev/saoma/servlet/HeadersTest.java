package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What every answer carries, whatever it is the answer to. */
class HeadersTest {
    private static final String HTML = "Accept: text/html";
    private static final Site SITE = new Site();
    private static final Site PLAIN = new Site(Site.onLoopback());

    @AfterAll
    static void close() {
        SITE.close();
        PLAIN.close();
    }

    @Test
    void areThoseOfItsKindOnEveryRoute() {
        for (Site site : List.of(SITE, PLAIN)) {
            for (Route route : site.servlet.table()) {
                String path = RoutesTest.example(route.path().text());
                Reply reply = site.browser().send(route.method(), path, "");
                Kind kind = reply.status() >= 400 ? Kind.API : route.kind();
                check(site, reply, kind, route.toString());
                if (route.method().equals("GET")) {
                    check(site, site.browser().send("HEAD", path, ""), kind, "HEAD " + path);
                }
                check(site, site.browser().send("PATCH", path, ""), Kind.API, "405 of " + path);
                check(site, site.browser().send("OPTIONS", path, "", "Origin: https://evil.example"), Kind.API, path);
            }
        }
    }

    @Test
    void areThereWhenSomethingIsDone() {
        for (Site site : List.of(SITE, PLAIN)) {
            Browser browser = site.signedIn("headers");

            check(site, browser.start("MyWeChatLogin", "login"), Kind.API, "201");
            check(site, browser.get("/api/session"), Kind.API, "200");
            check(site, browser.delete("/api/session"), Kind.API, "204");
        }
    }

    @Test
    void areThereWhenThereIsNothing() {
        for (Site site : List.of(SITE, PLAIN)) {
            Browser browser = site.browser();
            String tag = browser.get("/assets/wechat-login.js").header("ETag");
            Reply unchanged = browser.get("/assets/wechat-login.js", "If-None-Match: " + tag);
            assertThat(unchanged.status()).isEqualTo(304);

            check(site, unchanged, Kind.ASSET, "304");
            check(site, browser.get("/assets/none.js"), Kind.API, "no asset");
            check(site, browser.get("/nowhere"), Kind.API, "404");
            check(site, browser.get("/nowhere", HTML), Kind.ERROR_PAGE, "404 for a person");
            check(site, browser.get("/api//login", HTML), Kind.API, "odd");
            check(site, browser.get("/api/login/Nobody/callback", HTML), Kind.ERROR_PAGE, "no callback");
            check(site, browser.post("/api/session", "{"), Kind.API, "400");
        }
        Reply preflight = SITE.browser()
                .send("OPTIONS", "/api/session", "", "Origin: " + Site.FRIEND, "Access-Control-Request-Method: DELETE");
        assertThat(preflight.status()).isEqualTo(204);
        check(SITE, preflight, Kind.API, "preflight");
    }

    private static void check(Site site, Reply reply, Kind kind, String as) {
        String wechat = site.settings.wechatPageOrigin();
        boolean callback = kind == Kind.CALLBACK_PAGE;
        boolean hosted = kind == Kind.LOGIN_PAGE || kind == Kind.ACCOUNT_PAGE;

        Map<String, String> policy = policy(reply);
        Map<String, String> expected = new LinkedHashMap<>(Map.of(
                "default-src", "'none'",
                "base-uri", "'none'",
                "form-action", "'none'",
                "frame-ancestors",
                        callback && site == SITE ? "'self' " + Site.FRIEND : callback ? "'self'" : "'none'"));
        if (hosted || callback) {
            expected.putAll(Map.of(
                    "script-src", "'self'",
                    "style-src", "'self'",
                    "connect-src", "'self'",
                    "img-src", "'self' https://thirdwx.qlogo.cn https://wx.qlogo.cn data:"));
        }
        if (hosted) {
            expected.put("frame-src", "'self' " + wechat);
        }
        if (kind == Kind.ERROR_PAGE) {
            expected.putAll(Map.of("style-src", "'self'", "img-src", "'self'"));
        }
        assertThat(policy).as(as).isEqualTo(expected);
        assertThat(reply.header("X-Frame-Options")).as(as).isEqualTo(callback ? "" : "DENY");
        assertThat(reply.header("Cross-Origin-Opener-Policy"))
                .as(as)
                .isEqualTo(callback ? "" : hosted ? "same-origin-allow-popups" : "same-origin");
        assertThat(reply.header("X-Content-Type-Options")).as(as).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).as(as).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).as(as).isEqualTo(kind == Kind.ASSET ? "no-cache" : "no-store");
        assertThat(reply.header("Strict-Transport-Security")).as(as).isEqualTo(site == SITE ? "max-age=31536000" : "");
        assertThat(reply.all("Vary")).as(as).contains("Origin");
        assertThat(reply.header("Content-Type").isEmpty())
                .as(as)
                .isEqualTo(reply.status() == 204 || reply.status() == 304);
    }

    private static Map<String, String> policy(Reply reply) {
        return Arrays.stream(reply.header("Content-Security-Policy").split("; "))
                .map(directive -> directive.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
