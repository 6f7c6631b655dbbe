package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes for OAuth clients: bodies, cookies, headers, and who may send what. */
class OAuthRouteTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String OTHER = "Origin: https://other.example";
    private static final String OWN = "Origin: " + Site.PUBLIC;
    private static final RouteSite SITE = new RouteSite(Site.production("/saoma"), OAuthRoutes.all());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void servesTheAddressOfADiscoveryDocument() {
        Reply reply = SITE.browser().get("/.well-known/openid-configuration");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        for (String odd : List.of("/.well-known", "/.well-known/", "/..well-known/openid-configuration")) {
            assertThat(SITE.browser().get(odd).status()).as(odd).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.git", "/.well-knownx", "/..", "/.", "/a/.well-known.x"})
    void knowsNoOtherSegmentThatBeginsWithADot(String path) {
        assertThatThrownBy(() -> Route.oauth("GET", path, call -> Response.oauth(200, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAFormFromAnyOriginAndStoresNothingInCaches() {
        Reply reply = SITE.browser().form("/oauth2/token", "grant_type=a%2Bb+c&scope=&state=%00%0a", OTHER);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("grant_type")).isEqualTo("a+b c");
        assertThat(reply.text("state")).isEqualTo("\0\n");
        assertThat(reply.json().has("scope")).isFalse();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void readsNoCookieForAClient() {
        HttpBrowser browser = SITE.browser();
        browser.logIn("MyWeChatLogin", "cookie-login");
        assertThat(browser.session().status()).isEqualTo(200);

        Reply reply = browser.form("/oauth2/token", "a=1", "X: 1");

        assertThat(reply.text("cookies")).isEqualTo("0");
        assertThat(reply.json().path("session").asBoolean()).isFalse();
    }

    @Test
    void doesNotMindTwoCookiesOfOneName() {
        Reply reply =
                SITE.browser().form("/oauth2/token", "a=1", "Cookie: __Host-saoma-session=1; __Host-saoma-session=2");

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: 1",
                "Content-Type: application/json",
                "Content-Type: text/plain",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/x-www-form-urlencoded; charset=gbk",
                "Content-Type: application/x-www-form-urlencodedx"
            })
    void refusesABodyOfAnotherType(String type) {
        assertInvalid(SITE.browser().send("POST", "/oauth2/token", "a=1", type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: Application/X-WWW-Form-Urlencoded",
                "Content-Type: application/x-www-form-urlencoded;charset=UTF-8"
            })
    void acceptsEverySpellingOfTheType(String type) {
        assertThat(SITE.browser().send("POST", "/oauth2/token", "a=1", type).status())
                .isEqualTo(200);
    }

    @Test
    void refusesAPackedBodyAndTwoTypes() {
        assertInvalid(SITE.browser().send("POST", "/oauth2/token", "a=1", FORM, "Content-Encoding: gzip"));
        assertInvalid(SITE.browser().send("POST", "/oauth2/token", "a=1", FORM, FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token?a=1", "/oauth2/token?"})
    void refusesAPostWithAQuery(String address) {
        assertInvalid(SITE.browser().form(address, "b=1"));
    }

    @Test
    void refusesAQueryBesideTheFormOfAPerson() {
        Reply reply = SITE.browser().form("/oauth2/authorize?a=1", "b=1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("invalid_request", "leave the query out");
    }

    @Test
    void refusesABodyThatIsNotEncoded() {
        assertInvalid(SITE.browser().form("/oauth2/token", "a=微"));
    }

    @Test
    void refusesALargeBody() {
        Reply most = SITE.browser().form("/oauth2/token", "a=" + "x".repeat(16_382));
        Reply more = SITE.browser().form("/oauth2/token", "a=" + "x".repeat(16_383));
        Reply chunked = Wire.send(
                SITE.port(),
                "POST",
                "/saoma/oauth2/token",
                List.of("Host: login.example.com", FORM),
                ("a=" + "x".repeat(70_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(most.status()).isEqualTo(200);
        for (Reply reply : List.of(more, chunked)) {
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void takesADecisionOfItsOwnPagesAlone() {
        String address = "/oauth2/authorize/abc";

        assertThat(SITE.browser().form(address, "decision=continue", OWN).status())
                .isEqualTo(200);
        for (String from : List.of(OTHER, "Origin: null", "Origin: " + Site.FRIEND, "Sec-Fetch-Site: cross-site")) {
            Reply reply = SITE.browser().form(address, "decision=continue", from);
            assertThat(reply.status()).as(from).isEqualTo(403);
            assertThat(reply.header("Content-Type")).as(from).startsWith("text/html");
        }
        assertThat(SITE.browser().form("/oauth2/authorize", "a=1", OTHER).status())
                .isEqualTo(200);
    }

    @Test
    void redirectsWithoutTheBody() {
        Reply reply = SITE.browser().get("/oauth2/authorize");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("https://client.example/back?code=1");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/authorize, a=1,                      form-action 'self'; ",
        "/oauth2/authorize, scheme=com.example-1+x, form-action 'self' com.example-1+x:; ",
        "/oauth2/post,      a=1,                      ''"
    })
    void saysInThePolicyWhereTheFormGoes(String address, String form, String directive) {
        Reply page = SITE.browser().form(address, form.replace("+", "%2b"));

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                        + " https://thirdwx.qlogo.cn https://wx.qlogo.cn; base-uri 'none'; "
                        + directive.strip() + (directive.isEmpty() ? "" : " ") + "frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:; script-src *", "a b", "'unsafe-inline'", "*", "https://a.example", "A", "a:"})
    void putsNothingElseIntoThePolicy(String scheme) {
        String form = "scheme=" + URLEncoder.encode(scheme, StandardCharsets.UTF_8);
        Reply page = SITE.browser().form("/oauth2/authorize", form);

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'none'");
    }

    private static void assertInvalid(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_request");
    }
}
