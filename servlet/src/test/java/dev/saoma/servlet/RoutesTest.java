package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "get");
    private static final Site ROOT = new Site();
    private static final Site BELOW = new Site(Site.production("/saoma"));

    @AfterAll
    static void close() {
        ROOT.close();
        BELOW.close();
    }

    @Test
    void isExactlyThisTable() {
        assertThat(ROOT.servlet.table())
                .extracting(route -> route + " " + route.guard() + " " + route.kind() + " "
                        + (route.body() == null ? "-" : route.body().getSimpleName()))
                .containsExactly(
                        "GET /api/login PUBLIC API -",
                        "GET /api/login/{instance} PUBLIC API -",
                        "POST /api/login/{instance}/attempts PUBLIC API AttemptBody",
                        "GET /api/login/{instance}/callback PUBLIC CALLBACK_PAGE -",
                        "POST /api/login/{instance}/code PUBLIC API CodeBody",
                        "POST /api/session PUBLIC API SessionBody",
                        "GET /api/session SESSION API -",
                        "DELETE /api/session SESSION API -",
                        "PUT /api/session/corp SESSION API CorpBody",
                        "GET /api/sessions SESSION API -",
                        "DELETE /api/sessions SESSION API -",
                        "DELETE /api/sessions/{id} SESSION API -",
                        "GET /api/bindings SESSION API -",
                        "POST /api/bindings/{instance} PUBLIC API CodeBody",
                        "DELETE /api/bindings/{instance} RECENT API -",
                        "POST /api/registrations PUBLIC API BindTicketBody",
                        "POST /api/bind-tickets/redeem RECENT API BindTicketBody",
                        "GET /api/openapi.json PUBLIC API -",
                        "GET /login PUBLIC LOGIN_PAGE -",
                        "GET /account PUBLIC ACCOUNT_PAGE -",
                        "GET /errors/{code} PUBLIC ERROR_PAGE -",
                        "GET /assets/{file} PUBLIC ASSET -");
    }

    @Test
    void answersEveryMethodOfEveryRouteAsTheTableSays() {
        for (Site site : List.of(ROOT, BELOW)) {
            Map<String, List<Route>> byPath = site.servlet.table().stream()
                    .collect(java.util.stream.Collectors.groupingBy(
                            route -> route.path().text()));
            byPath.forEach((path, routes) -> {
                for (String method : METHODS) {
                    check(site, path, routes, method);
                }
            });
        }
    }

    private static void check(Site site, String path, List<Route> routes, String method) {
        var known = new TreeSet<>(routes.stream().map(Route::method).toList());
        if (known.contains("GET")) {
            known.add("HEAD");
        }
        Reply reply = site.browser().send(method, example(path), "");
        if (known.contains(method)) {
            Guard guard = routes.stream()
                    .filter(route -> route.method().equals(method.equals("HEAD") ? "GET" : method))
                    .findFirst()
                    .orElseThrow()
                    .guard();
            int expected = guard != Guard.PUBLIC ? 401 : method.equals("POST") ? 415 : 200;
            assertThat(reply.status()).as(method + " " + path).isEqualTo(expected);
        } else {
            assertThat(reply.status()).as(method + " " + path).isEqualTo(405);
            assertThat(new TreeSet<>(List.of(reply.header("Allow").split(", "))))
                    .isEqualTo(known);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/login/",
                "//api/login",
                "/api//login",
                "/./api/login",
                "/x/../api/login",
                "/x/..;/api/login",
                "/api/login;x=1",
                "/api;/login",
                "/;/api/login",
                "/api/%6cogin",
                "/%61pi/login",
                "/api%2flogin",
                "/api%2Flogin",
                "/api%5clogin",
                "/api\\login",
                "/api/login%00",
                "/api/login%20",
                "/api/login%09",
                "/api/login.",
                "/api/login.json",
                "/API/login",
                "/api/Login",
                "/api/login/%4dyWeChatLogin",
                "/api/login/MyWeChatLogin/",
                "/api/login/mywechatlogin",
                "/api/login/Nobody",
                "/api/login/..",
                "/api/login/.",
                "/api/login/*",
                "/api/login/{instance}",
                "/api/login/MyWeChatLogin%2fcallback",
                "/api/login/MyWeChatLogin/callback/x",
                "/api/login/auths.loginTypes.MyWeChatLogin",
                "/api/login/MyWeChatLogin;jsessionid=1",
                "/api/session;x",
                "/api/session/",
                "/api/session%3b",
                "/api/session/corp/",
                "/api/sessions/",
                "/api/sessions/%30",
                "/api/sessions/a/b",
                "/api/sessions/a.b",
                "/api/bind-tickets",
                "/api/admin/users",
                "/api/registrations/",
                "/metrics",
                "/health/live",
                "/login//",
                "/login/x",
                "/login%2f",
                "/errors/",
                "/errors/State_Invalid",
                "/assets/",
                "/api/login/%e4%bd%a0",
                "/api/login/你",
                "/api/login/%zz",
                "/api/login/%",
                "/favicon.ico"
            })
    void findsNothingAtAnAddressThatIsNotWrittenExactly(String path) {
        for (Site site : List.of(ROOT, BELOW)) {
            for (String method : List.of("GET", "DELETE")) {
                String target = site.settings.path() + path;
                Reply reply = Wire.send(site.port(), method, target.isEmpty() ? "/" : target, List.of(), new byte[0]);
                // The container may reject an address itself, and returns 404 outside the servlet's path.
                assertThat(reply.status()).as(method + " " + target).isIn(400, 404, 405);
                assertThat(reply.status() == 405 && !path.matches("/api/login/[A-Za-z]+"))
                        .as(path)
                        .isFalse();
                assertThat(reply.body()).doesNotContain("WeChatType");
            }
        }
    }

    @Test
    void takesNoAddressThatIsWrittenUnlikeItsOwnPlace() {
        for (String path : List.of(
                "/%73aoma/api/login", "/saoma;x/api/login", "//saoma/api/login", "/SAOMA/api/login", "/api/login")) {
            assertThat(Wire.send(BELOW.port(), "GET", path, List.of(), new byte[0])
                            .status())
                    .as(path)
                    .isIn(400, 404);
        }
    }

    @Test
    void worksBelowAContextPath() {
        try (Site site = new Site(Site.production("/shop/saoma"), null, "/shop")) {
            Browser browser = site.signedIn("context");

            assertThat(browser.get("/api/session").status()).isEqualTo(200);
            assertThat(browser.start("MyWeChatLogin", "login").text("redirectUri"))
                    .isEqualTo("https://login.example.com/shop/saoma/api/login/MyWeChatLogin/callback");
            assertThat(browser.get("/login").body()).contains("\"/shop/saoma/assets/login.js\"");
            assertThat(browser.get("/nowhere").text("type")).isEqualTo("/shop/saoma/errors/not_found");
        }
    }

    @Test
    void listensToNoHeaderAboutItsOwnAddress() {
        Browser browser = ROOT.browser();
        String body = "{\"intent\":\"login\"}";
        String plain = without(browser.post("/api/login/MyWeChatLogin/attempts", body));

        for (String header : List.of(
                "Host: evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: http",
                "X-Forwarded-Port: 99",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: host=evil.example;proto=http",
                "X-Original-URL: /api/session",
                "X-Rewrite-URL: /api/session",
                "X-HTTP-Method-Override: DELETE")) {
            assertThat(without(browser.post("/api/login/MyWeChatLogin/attempts", body, header)))
                    .as(header)
                    .isEqualTo(plain);
        }
        Reply absolute = Wire.send(
                ROOT.port(),
                "POST",
                "http://evil.example/api/login/MyWeChatLogin/attempts",
                List.of("Content-Type: application/json", "Host: evil.example"),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(absolute.status() == 201 ? without(absolute) : plain).isEqualTo(plain);
    }

    private static String without(Reply attempt) {
        return attempt.body().replace(attempt.text("state"), "STATE");
    }

    static String example(String path) {
        return path.replace("{instance}", "MyWeChatLogin")
                .replace("{id}", "0123456789abcdef0123456789abcdef")
                .replace("{code}", "state_invalid")
                .replace("{file}", "wechat-login.js");
    }
}
