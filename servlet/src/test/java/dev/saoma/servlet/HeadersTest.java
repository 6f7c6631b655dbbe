package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.testing.Reply;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The security headers of every kind of response. */
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
                ResponseKind kind = reply.status() >= 400 ? ResponseKind.API : route.kind();
                check(site, reply, kind, route.toString());
                if (route.method().equals("GET")) {
                    check(site, site.browser().send("HEAD", path, ""), kind, "HEAD " + path);
                }
                check(site, site.browser().send("PATCH", path, ""), ResponseKind.API, "405 of " + path);
                check(
                        site,
                        site.browser().send("OPTIONS", path, "", "Origin: https://evil.example"),
                        ResponseKind.API,
                        path);
            }
        }
    }

    @Test
    void areThereWhenSomethingIsDone() {
        for (Site site : List.of(SITE, PLAIN)) {
            Browser browser = site.signedIn("headers");

            check(site, browser.start("MyWeChatLogin", "login"), ResponseKind.API, "201");
            check(site, browser.get("/api/session"), ResponseKind.API, "200");
            check(site, browser.delete("/api/session"), ResponseKind.API, "204");
        }
    }

    @Test
    void areThereWhenThereIsNothing() {
        for (Site site : List.of(SITE, PLAIN)) {
            Browser browser = site.browser();
            String tag = browser.get("/assets/wechat-login.js").header("ETag");
            Reply unchanged = browser.get("/assets/wechat-login.js", "If-None-Match: " + tag);
            assertThat(unchanged.status()).isEqualTo(304);

            check(site, unchanged, ResponseKind.ASSET, "304");
            check(site, browser.get("/assets/none.js"), ResponseKind.API, "no asset");
            check(site, browser.get("/nowhere"), ResponseKind.API, "404");
            check(site, browser.get("/nowhere", HTML), ResponseKind.ERROR_PAGE, "404 for a person");
            check(site, browser.get("/api//login", HTML), ResponseKind.API, "odd");
            check(site, browser.get("/api/login/Nobody/callback", HTML), ResponseKind.ERROR_PAGE, "no callback");
            check(site, browser.post("/api/session", "{"), ResponseKind.API, "400");
        }
        Reply preflight = SITE.browser()
                .send("OPTIONS", "/api/session", "", "Origin: " + Site.FRIEND, "Access-Control-Request-Method: DELETE");
        assertThat(preflight.status()).isEqualTo(204);
        check(SITE, preflight, ResponseKind.API, "preflight");
    }

    private static void check(Site site, Reply reply, ResponseKind kind, String as) {
        String wechat = site.settings.wechatPageOrigin();
        boolean callback = kind == ResponseKind.CALLBACK_PAGE;
        boolean hosted = kind == ResponseKind.LOGIN_PAGE || kind == ResponseKind.ACCOUNT_PAGE;

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
        if (kind == ResponseKind.ERROR_PAGE) {
            expected.putAll(Map.of("style-src", "'self'", "img-src", "'self'"));
        }
        assertThat(policy).as(as).isEqualTo(expected);
        assertThat(reply.header("X-Frame-Options")).as(as).isEqualTo(callback ? "" : "DENY");
        assertThat(reply.header("Cross-Origin-Opener-Policy"))
                .as(as)
                .isEqualTo(callback ? "" : hosted ? "same-origin-allow-popups" : "same-origin");
        assertThat(reply.header("X-Content-Type-Options")).as(as).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).as(as).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control"))
                .as(as)
                .isEqualTo(kind == ResponseKind.ASSET ? "no-cache" : "no-store");
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
