package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that parsers read differently, and pages of other origins. */
class OidcHostileRequestTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String PAGE = "https://page.example";
    private static final List<String> OF_PAGES = List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/userinfo");
    private static final List<String> OF_FORMS =
            List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/authorize", "/oauth2/logout");

    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private static Browser browser;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF)));
        shop = RelyingParty.web(site, "Shop", ", \"refresh\": true");
        RelyingParty.register(site, "Page", PAGE + "/cb", "\"clientType\": \"spa\"");
        RelyingParty.register(site, "Off", "https://off.example/cb", "\"clientType\": \"spa\", \"isActive\": false");
        browser = site.browser();
        browser.login(site.code("alice"));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Returns the pairs of a form, each malformed in one way. */
    static List<String> malformed() {
        return List.of(
                "code=a&code=b",
                "code=a&code=a",
                "client_id=Shop&client_id=Shop",
                "state=1&state=2",
                "code=%00",
                "code=a%0d%0ab",
                "code=%e4%b8",
                "code=%ff",
                "code=%c0%80",
                "code=%ed%a0%80",
                "code=%zz",
                "code=%",
                "code=%4",
                "=a",
                "%00=a",
                "code%0a=a",
                "a=" + "b".repeat(17_000),
                String.join(
                        "&",
                        Stream.iterate(0, i -> i + 1)
                                .limit(65)
                                .map(i -> "p" + i + "=1")
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void areRefusedAndAreNoFaultOfTheServer(String pairs) {
        for (String path : OF_FORMS) {
            Reply reply = site.browser().form(path, pairs);
            assertThat(reply.status()).as(path).isIn(400, 401, 413);
            assertThat(reply.header("Location")).as(path).isEmpty();
        }
        String good = RelyingParty.form(shop.parameters());
        Reply reply = browser.get("/oauth2/authorize?" + good + "&" + pairs);
        assertThat(reply.status()).isIn(400, 414, 431);
        assertThat(reply.header("Location")).isEmpty();
    }

    /** A name of a list or of another case is an unknown parameter, and never the known one. */
    @ParameterizedTest
    @ValueSource(
            strings = {"client_id[]", "client_id[0]", "CLIENT_ID", "client_id ", " client_id", "client_id.", "client-id"
            })
    void areReadByExactNames(String name) {
        Map<String, String> request = shop.parameters();
        request.put(name, request.remove("client_id"));

        assertThat(shop.authorize(browser, request).status()).isEqualTo(400);
    }

    @Test
    void areReadFromOnePlaceAlone() {
        String code = shop.code(browser, "alice");
        String form = RelyingParty.form(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                shop.redirectUri(),
                "code_verifier",
                RelyingParty.VERIFIER));
        String basic = RelyingParty.basic("Shop", RelyingParty.SECRET);
        HttpBrowser caller = shop.http();

        for (Reply reply : List.of(
                caller.form("/oauth2/token?" + form, form, basic),
                caller.form("/oauth2/token?x=1", form, basic),
                caller.form("/oauth2/token?", form, basic),
                caller.send(
                        "POST",
                        "/oauth2/token",
                        "{\"grant_type\":\"authorization_code\"}",
                        basic,
                        "Content-Type: application/json"),
                caller.send("POST", "/oauth2/token", form, basic, "Content-Type: text/plain"),
                caller.send("POST", "/oauth2/token", form, basic, "Content-Type: multipart/form-data; boundary=x"),
                caller.send("POST", "/oauth2/token", form, basic, FORM + "; charset=utf-16"),
                caller.send("POST", "/oauth2/token", form, basic, FORM, "Content-Encoding: gzip"),
                caller.send("POST", "/oauth2/token", form, basic, FORM, FORM),
                caller.send("POST", "/oauth2/token", form, basic))) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            assertThat(reply.text("error")).isEqualTo("invalid_request");
        }
        assertThat(caller.send("POST", "/oauth2/token", "a=" + "b".repeat(1 << 16), basic, FORM)
                        .status())
                .isEqualTo(413);
        assertThat(caller.get("/oauth2/token?" + form, basic).status()).isEqualTo(405);
        assertThat(caller.form("/oauth2/token", form, basic).status()).isEqualTo(200);
    }

    @Test
    void haveOneAccessTokenInTheHeader() {
        String token = shop.tokens(browser, "alice").text("access_token");
        HttpBrowser caller = shop.http();
        String bearer = "Authorization: Bearer " + token;

        for (Reply reply : List.of(
                caller.get("/oauth2/userinfo?access_token=" + token),
                caller.form("/oauth2/userinfo", "access_token=" + token),
                caller.get("/oauth2/userinfo", bearer, bearer),
                caller.get("/oauth2/userinfo", "Authorization: bearer"),
                caller.get("/oauth2/userinfo", "Authorization: Basic " + token),
                caller.get("/oauth2/userinfo", bearer + "," + token),
                caller.get("/oauth2/userinfo", bearer.toUpperCase(Locale.ROOT)),
                caller.get("/oauth2/userinfo", "Cookie: access_token=" + token),
                caller.get("/oauth2/userinfo", "Authorization: Bearer " + "a".repeat(10_000)))) {
            assertThat(reply.status()).as(reply.head()).isBetween(400, 401);
            assertThat(reply.body()).doesNotContain("sub");
        }
        assertThat(caller.get("/oauth2/userinfo", bearer).status()).isEqualTo(200);
    }

    @Test
    void areNotAnsweredByACookie() {
        assertThat(browser.session().status()).isEqualTo(200);
        for (String path : OF_PAGES) {
            Reply reply = browser.form(path, "token=x");
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.all("Set-Cookie")).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://page.example.evil.example",
                "https://evilpage.example",
                "https://page.example:8443",
                "https://page.example.",
                "https://page.example/",
                "https://page.example/cb",
                "http://page.example",
                "HTTPS://PAGE.EXAMPLE",
                "https://page.example https://evil.example",
                "https://page.example,https://evil.example",
                "https://evil.example",
                "https://sub.page.example",
                "https://shop.example",
                "https://off.example",
                "https://page.example@evil.example",
                "null",
                "*",
                "file://"
            })
    void ofOtherOriginsAreNotReadByThem(String origin) {
        String token = shop.tokens(browser, "alice").text("access_token");
        for (String path : OF_PAGES) {
            for (Reply reply : List.of(
                    shop.http().form(path, "client_id=Page&token=x", "Origin: " + origin),
                    shop.http().send("OPTIONS", path, "", "Origin: " + origin, "Access-Control-Request-Method: POST"),
                    shop.http().get(path, "Origin: " + origin, "Authorization: Bearer " + token))) {
                assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEmpty();
                assertThat(reply.header("Access-Control-Allow-Credentials"))
                        .as(path)
                        .isEmpty();
            }
        }
        for (String path : List.of("/oauth2/introspect", "/oauth2/authorize", "/oauth2/logout")) {
            Reply reply = shop.http().form(path, "client_id=Page", "Origin: " + origin);
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEmpty();
        }
    }

    @Test
    void ofTheOriginOfAPageAreReadByIt() {
        for (String path : OF_PAGES) {
            Reply reply = shop.http().form(path, "client_id=Page&token=x", "Origin: " + PAGE);
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEqualTo(PAGE);
            assertThat(reply.header("Access-Control-Allow-Credentials"))
                    .as(path)
                    .isEmpty();
            assertThat(reply.all("Vary")).as(path).contains("Origin");
        }
        for (String path : List.of("/oauth2/introspect", "/oauth2/authorize", "/oauth2/logout")) {
            assertThat(shop.http()
                            .form(path, "client_id=Page", "Origin: " + PAGE)
                            .header("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
        }
    }

    /** A redirect that repeats a POST would send a form, with what it holds, to another site. */
    @Test
    void areNeverRepeatedElsewhere() {
        var replies = new ArrayList<Reply>();
        String request = RelyingParty.form(shop.parameters());
        for (String more : List.of(
                "", "&prompt=login", "&prompt=none", "&prompt=consent", "&response_mode=form_post", "&max_age=x")) {
            for (Browser one : List.of(browser, site.browser())) {
                replies.add(one.get("/oauth2/authorize?" + request + more));
                replies.add(one.form("/oauth2/authorize", request + more));
            }
        }
        replies.add(browser.form("/oauth2/logout", "state=1"));
        replies.add(browser.form("/oauth2/authorize/", request));

        assertThat(replies)
                .extracting(Reply::status)
                .doesNotContain(301, 302, 307, 308)
                .allMatch(status -> status < 500);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 404)
                .allSatisfy(reply -> assertThat(reply.header("Cache-Control")).contains("no-store"));
    }

    /** Every combination of a bad value and a parameter: an answer in the words of the protocol, and nothing of it in a header. */
    @Test
    void haveNoValueThatBreaksTheServer() {
        List<String> values = List.of(
                "\u0000",
                "\r\nX-Evil: 1",
                "'; DROP TABLE saoma_session;--",
                "${jndi:ldap://127.0.0.1/a}",
                "{{7*7}}",
                "../../../etc/passwd",
                "\ud83d\ude00".repeat(500),
                "\u202e\u2066",
                "-1",
                "99999999999999999999",
                "NaN",
                "true",
                "[]",
                "{\"a\":1}",
                "%25%32%65",
                " ",
                "a".repeat(2_049),
                "\t",
                "\u00a0",
                "\ufeff");
        List<String> names = List.of(
                "response_type",
                "client_id",
                "redirect_uri",
                "scope",
                "state",
                "nonce",
                "code_challenge",
                "code_challenge_method",
                "prompt",
                "max_age",
                "id_token_hint",
                "login_hint",
                "ui_locales",
                "display",
                "acr_values",
                "claims",
                "response_mode",
                "request",
                "request_uri",
                "registration",
                "post_logout_redirect_uri",
                "grant_type",
                "code",
                "code_verifier",
                "refresh_token",
                "token",
                "client_secret",
                "client_assertion",
                "decision",
                "session",
                "corp",
                "resource");
        int sent = 0;
        for (String name : names) {
            for (String value : values) {
                Map<String, String> all = shop.parameters();
                all.put(name, value);
                String form = RelyingParty.form(all);
                for (Reply reply : List.of(
                        browser.get("/oauth2/authorize?" + form),
                        browser.get("/oauth2/logout?" + form),
                        site.browser().form("/oauth2/token", form),
                        shop.http().form("/oauth2/introspect", form))) {
                    sent++;
                    assertThat(reply.status()).as(name + "=" + value).isLessThan(500);
                    assertThat(reply.header("X-Evil")).isEmpty();
                    assertThat(reply.head().getBytes(StandardCharsets.ISO_8859_1).length)
                            .isLessThan(20_000);
                }
            }
        }
        assertThat(sent).isEqualTo(names.size() * values.size() * 4);
    }
}
