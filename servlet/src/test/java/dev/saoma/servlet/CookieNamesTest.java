package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser shares cookies between all ports of a host, and the cookies here apply to all paths. Their names must differ. */
class CookieNamesTest {
    private static final String LOGIN = "MyWeChatLogin";

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, '', http://localhost:8081, ''",
        "http://localhost:8080, '', http://localhost, ''",
        "http://localhost:8080, '', http://localhost:8080, /saoma",
        "http://localhost:8080, /a/b, http://localhost:8080, /a-b",
        "http://localhost:8080, /a/saoma, http://localhost:8080, /b/saoma",
        "https://login.example.com, '', https://login.example.com, /shop",
        "https://login.example.com, /saoma, https://login.example.com, /shop/saoma",
        "https://login.example.com, /a, https://login.example.com, /b",
        "https://login.example.com, '', https://login.example.com:8443, ''"
    })
    void letTwoInstallationsOnOneHostBe(String one, String path, String other, String otherPath) {
        stayApart(settings(one, path), settings(other, otherPath));
    }

    @Test
    void mayBeToldApartByASetting() {
        var one = settings("https://login.example.com", "");
        var other = settings("https://login.example.com", "/saoma");
        assertThat(one.cookieSuffix()).isEqualTo(other.cookieSuffix());

        stayApart(one, other.withCookieSuffix("shop"));
    }

    private static void stayApart(WebSettings one, WebSettings other) {
        try (Site first = new Site(one);
                Site second = new Site(other)) {
            Browser here = first.signedIn("often");
            Browser there = second.browser();
            there.cookies().putAll(here.cookies());
            String attempt = there.state(LOGIN, "login");
            there.logIn(LOGIN, "often-2");
            here.cookies().putAll(there.cookies());

            assertThat(there.get("/api/session").status()).isEqualTo(200);
            assertThat(here.get("/api/session").status()).isEqualTo(200);
            assertThat(here.delete("/api/session").status()).isEqualTo(204);
            there.cookies().putAll(here.cookies());
            assertThat(there.get("/api/session").status()).isEqualTo(200);
            assertThat(attempt).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com, '', ''",
        "https://login.example.com:443, '', ''",
        "https://login.example.com, /saoma, ''",
        "https://login.example.com, /shop/saoma, ~shop~saoma",
        "https://login.example.com:8443, /saoma, -8443",
        "http://localhost, '', ''",
        "http://localhost:8080, '', -8080",
        "http://localhost:8080, /saoma, -8080~saoma"
    })
    void endWithWhatTheAddressSays(String url, String path, String suffix) {
        assertThat(settings(url, path).cookieSuffix()).isEqualTo(suffix);
        assertThat(settings(url, path).withCookieSuffix("x").cookieSuffix()).isEqualTo("-x");
        assertThat(settings(url, path).withCookieSuffix("none").cookieSuffix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "ä", "a,b", "a\nb"})
    void takeNoEndingThatIsNoPartOfAName(String suffix) {
        assertThatThrownBy(() -> Site.production("").withCookieSuffix(suffix))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.cookie-suffix");
    }

    @Test
    void changeForNobodyWhoIsSignedIn() {
        try (Site site = new Site(settings("https://login.example.com", "/shop"))) {
            Browser browser = site.signedIn("often");
            String secret = browser.cookies().remove("__Host-saoma-session~shop");
            browser.cookies().put("__Host-saoma-session", secret);

            assertThat(browser.get("/api/session").status()).isEqualTo(200);
            assertThat(browser.delete("/api/session").status()).isEqualTo(204);
            assertThat(browser.get("/api/session").status()).isEqualTo(401);
        }
    }

    private static WebSettings settings(String url, String path) {
        boolean local = url.startsWith("http:");
        return new WebSettings(
                        URI.create(url),
                        path,
                        List.of(),
                        List.of(),
                        local ? "http://localhost:9090" : WebSettings.WECHAT,
                        local ? WebSettings.Mode.DEVELOPMENT : WebSettings.Mode.PRODUCTION)
                .withClients(new ClientSettings(List.of(), RateLimits.OFF));
    }
}
