package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirect addresses that are not registered get a page and no redirect, whatever else is wrong. */
class OidcHostileRedirectTest {
    private static final String LOGGED_OUT = "https://shop.example/out";

    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private static RelyingParty tool;
    private static Browser alice;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF)));
        shop = RelyingParty.web(site, "Shop", ", \"postLogoutRedirectUris\": [\"" + LOGGED_OUT + "\"]");
        tool = RelyingParty.register(site, "Tool", "http://127.0.0.1/cb", "\"clientType\": \"native\"");
        alice = site.browser();
        alice.login(site.code("alice"));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Map<String, String> with(RelyingParty client, String name, String value) {
        Map<String, String> all = client.parameters();
        all.put(name, value);
        return all;
    }

    private static void assertPage(Reply reply, String what) {
        assertThat(reply.status()).as(what).isEqualTo(400);
        assertThat(reply.header("Location")).as(what).isEmpty();
        assertThat(reply.header("Refresh")).as(what).isEmpty();
        assertThat(reply.header("Content-Type")).as(what).startsWith("text/html");
        assertThat(reply.body()).as(what).doesNotContain("http-equiv", "evil.example");
    }

    @Test
    void areNoAddressOfAnotherSite() {
        for (String trick : RedirectTricks.around(shop.redirectUri())) {
            for (Browser browser : List.of(alice, site.browser())) {
                assertPage(shop.authorize(browser, with(shop, "redirect_uri", trick)), trick);
            }
            assertPage(
                    alice.form("/oauth2/authorize", RelyingParty.form(with(shop, "redirect_uri", trick))),
                    "by POST: " + trick);
        }
        assertThat(shop.authorize(alice).header("Location")).startsWith(shop.redirectUri() + "?code=");
    }

    @Test
    void areNoAddressOfAnotherSiteAfterALogout() {
        Browser browser = site.browser();
        String hint = shop.tokens(browser, "wang").text("id_token");
        for (String trick : RedirectTricks.around(LOGGED_OUT)) {
            Reply reply = browser.get("/oauth2/logout?"
                    + RelyingParty.form(Map.of("id_token_hint", hint, "post_logout_redirect_uri", trick)));
            assertThat(reply.status()).as(trick).isIn(200, 400);
            assertThat(reply.header("Location")).as(trick).isEmpty();
            assertThat(reply.body()).as(trick).doesNotContain("http-equiv", "evil.example");
            assertThat(browser.session().status()).as(trick).isEqualTo(200);
        }
        assertThat(browser.get("/oauth2/logout?"
                                + RelyingParty.form(
                                        Map.of("id_token_hint", hint, "post_logout_redirect_uri", LOGGED_OUT)))
                        .header("Location"))
                .isEqualTo(LOGGED_OUT);
        assertThat(browser.session().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4711/other",
                "http://127.0.0.1:4711/cb?x=1",
                "http://127.0.0.1:4711/cb/",
                "http://127.0.0.1:4711/cb#x",
                "http://127.0.0.1:0/cb",
                "http://127.0.0.1:65536/cb",
                "http://127.0.0.1:+80/cb",
                "http://127.0.0.1:/cb",
                "http://127.0.0.1:80@evil.example/cb",
                "http://127.0.0.1:80:80/cb",
                "http://localhost:4711/cb",
                "http://127.1:4711/cb",
                "http://[::1]:4711/cb",
                "http://[::ffff:7f00:1]:4711/cb",
                "http://127.0.0.1.evil.example:4711/cb",
                "http://127.0.0.1@evil.example/cb",
                "https://127.0.0.1:4711/cb"
            })
    void areNoOtherLoopbackAddress(String address) {
        assertPage(tool.authorize(alice, with(tool, "redirect_uri", address)), address);
    }

    @Test
    void mayHaveAnyPortOfLoopback() {
        Reply reply = tool.authorize(alice, with(tool, "redirect_uri", "http://127.0.0.1:4711/cb"));

        assertThat(reply.header("Location")).startsWith("/oauth2/authorize/");
        assertThat(alice.get(reply.header("Location")).body()).contains("127.0.0.1:4711");
    }

    /** An error goes to a registered address, and to no other. */
    @ParameterizedTest
    @CsvSource({
        "response_type, '', invalid_request",
        "response_type, token, unsupported_response_type",
        "scope, '', invalid_scope",
        "scope, profile, invalid_scope",
        "prompt, none login, invalid_request",
        "max_age, -1, invalid_request",
        "request, e30.e30., request_not_supported",
        "request_uri, https://evil.example/r, request_uri_not_supported",
        "registration, {}, registration_not_supported",
        "response_mode, fragment, invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "id_token_hint, a.b.c, invalid_request"
    })
    void areCheckedBeforeAnythingElse(String name, String value, String error) {
        Map<String, String> bad = with(shop, name, value);
        Reply redirected = shop.authorize(alice, bad);

        assertThat(redirected.status()).isEqualTo(303);
        assertThat(redirected.header("Location")).startsWith(shop.redirectUri() + "?error=" + error + "&");
        assertThat(RelyingParty.query(redirected.header("Location")))
                .containsEntry("iss", site.server().publicUrl().toString())
                .containsEntry("state", "state-1");

        var elsewhere = new HashMap<>(bad);
        elsewhere.put("redirect_uri", "https://evil.example/cb");
        assertPage(shop.authorize(alice, elsewhere), "another address");
        elsewhere.remove("redirect_uri");
        assertPage(shop.authorize(alice, elsewhere), "no address");
        var foreign = new HashMap<>(bad);
        foreign.put("client_id", "Tool");
        assertPage(shop.authorize(alice, foreign), "the address of another client");
        foreign.put("client_id", "nobody");
        assertPage(shop.authorize(alice, foreign), "an unknown client");
    }

    /** The last good version of a client stays in use, and none of these addresses ever becomes one of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/cb?code=1",
                "https://shop.example/cb?state=1",
                "https://shop.example/cb?iss=1",
                "https://shop.example/cb?a=1&error=1",
                "javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://shop.example/1",
                "https://*.shop.example/cb",
                "http://shop.example/cb"
            })
    void areRefusedInTheFileOfAClient(String address) {
        RelyingParty late = RelyingParty.web(site, "Late", "");
        RelyingParty.write(
                site,
                "Late",
                address,
                "\"clientType\": \"web\", \"secretHash\": [\"sha256:" + RelyingParty.sha256Hex("x") + "\"]");

        assertPage(late.authorize(alice, with(late, "redirect_uri", address)), address);
        assertThat(late.authorize(alice).header("Location")).startsWith(late.redirectUri() + "?code=");
    }
}
