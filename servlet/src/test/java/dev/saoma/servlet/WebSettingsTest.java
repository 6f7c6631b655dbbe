package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSettingsTest {

    @Test
    void writesOriginsInTheirOneSpelling() {
        var settings = new WebSettings(
                URI.create("https://Login.Example.com:443/"),
                "/saoma",
                List.of("HTTPS://App.Example.com:443", "https://app.example.com", "http://localhost:3000"),
                List.of(),
                WebSettings.WECHAT,
                Mode.PRODUCTION);

        assertThat(settings.publicUrl()).hasToString("https://login.example.com");
        assertThat(settings.allowedOrigins()).containsExactly("https://app.example.com", "http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "https://login.example.com/path",
                "https://user@login.example.com",
                "https://login.example.com?x",
                "https://login.example.com#x",
                "ftp://login.example.com",
                "login.example.com",
                "https://login.example.com:0",
                "https://login.example.com:99999",
                "https://login.example.com."
            })
    void refusesAnAddressThatIsNoPublicOne(String publicUrl) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> WebSettings.at(URI.create(publicUrl)))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.public-url"));
    }

    /** Loopback hosts in every spelling that a browser accepts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://localhost",
                "https://LOCALHOST:8443",
                "https://localhost.",
                "https://login.localhost",
                "https://localhost.localdomain",
                "https://127.0.0.1",
                "https://127.1",
                "https://127.8.9.1",
                "https://2130706433",
                "https://0x7f.0.0.1",
                "https://0x7f000001",
                "https://0177.0.0.1",
                "https://0.0.0.0",
                "https://0.1.2.3",
                "https://[::1]",
                "https://[0:0:0:0:0:0:0:1]",
                "https://[::]",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:7f00:1]",
                "https://10.1.2.3",
                "https://172.16.0.1",
                "https://172.31.255.1",
                "https://192.168.1.5:8443",
                "https://169.254.169.254",
                "https://100.64.0.1",
                "https://[fe80::1]",
                "https://[fd00::1]",
                "https://[::ffff:192.168.1.5]"
            })
    void refusesThisMachineAndPrivateNetworksInProduction(String publicUrl) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> WebSettings.at(URI.create(publicUrl)))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.public-url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com",
                "https://localhost.example.com",
                "https://mylocalhost",
                "https://10.example.com",
                "https://172.32.0.1",
                "https://100.128.0.1",
                "https://203.0.113.7",
                "https://[2001:db8::1]"
            })
    void acceptsWhatBrowsersElsewhereReach(String publicUrl) {
        assertThat(WebSettings.at(URI.create(publicUrl)).publicUrl()).hasToString(publicUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.8.9.1:1",
                "http://[::1]:80",
                "http://a.localhost"
            })
    void allowsPlainHttpOnLoopback(String publicUrl) {
        assertThat(new WebSettings(
                                URI.create(publicUrl), "", List.of(), List.of(), WebSettings.WECHAT, Mode.DEVELOPMENT)
                        .isHttps())
                .isFalse();
    }

    @Test
    void keepsDevelopmentOnLoopback() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WebSettings(
                        URI.create("https://login.example.com"),
                        "",
                        List.of(),
                        List.of(),
                        WebSettings.WECHAT,
                        Mode.DEVELOPMENT))
                .withMessageContaining("saoma.public-url")
                .withMessageContaining("loopback");
    }

    @Test
    void keepsProductionAtWeChat() {
        for (String other : List.of("http://localhost:9090", "https://open.weixin.qq.com.example.com")) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> new WebSettings(Site.PUBLIC, "", List.of(), List.of(), other, Mode.PRODUCTION))
                    .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.wechat-page-origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "https://*.example.com",
                "https://app.example.com/",
                "https://app.example.com/x",
                "https://a@app.example.com",
                "http://app.example.com",
                "app.example.com",
                "https://app.example.com, https://b.example.com",
                "https://app.example.com; script-src *"
            })
    void refusesWhatIsNoOrigin(String origin) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WebSettings(
                        Site.PUBLIC, "", List.of(origin), List.of(), WebSettings.WECHAT, Mode.PRODUCTION))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.allowed-origins"));
    }

    @ParameterizedTest
    @CsvSource({
        "tauri://localhost, scheme tauri",
        "capacitor://localhost, scheme capacitor",
        "ionic://localhost, scheme ionic",
        "app://-, scheme app",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop, scheme chrome-extension",
        "moz-extension://0f1e2d3c-0000-4000-8000-000000000000, scheme moz-extension",
        "safari-web-extension://0F1E2D3C, scheme safari-web-extension",
        "null, sandboxed",
        "file://, every file",
        "file:///C:/app/index.html, every file",
        "https://app.example.com/, no path"
    })
    void saysWhyAnOriginCannotBeListed(String origin, String why) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WebSettings(
                        Site.PUBLIC, "", List.of(origin), List.of(), WebSettings.WECHAT, Mode.PRODUCTION))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.allowed-origins"))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://app.example.com/x",
                "/x",
                "https://app.example.com/x#y",
                "mailto:x"
            })
    void refusesWhatIsNoRedirectAddress(String uri) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WebSettings(
                        Site.PUBLIC, "", List.of(), List.of(URI.create(uri)), WebSettings.WECHAT, Mode.PRODUCTION))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.redirect-uris"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"saoma", "/saoma/", "/", "//x", "/a b", "/%41", "/..", "/a/../b", "/<x>"})
    void refusesAPathThatCouldBeReadInTwoWays(String path) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        new WebSettings(Site.PUBLIC, path, List.of(), List.of(), WebSettings.WECHAT, Mode.PRODUCTION))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/signin", "/signin?again=1", "https://login.example.com/signin", "https://app.example.com/a"})
    void takesAPlaceToProveOneselfAgain(String url) {
        assertThat(Site.production("").withReauthUrl(url).reauthUrl()).contains(url);
        assertThat(Site.production("").reauthUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "signin",
                "//evil.example",
                "https://evil.example/",
                "https://app.example.com.evil.example/",
                "javascript:alert(1)",
                "/\\evil.example",
                "http://login.example.com/signin"
            })
    void refusesAPlaceOfAnotherSiteToProveOneselfAgain(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Site.production("").withReauthUrl(url))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.reauth-url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/0",
                "::/0",
                "10.0.0",
                "010.0.0.1",
                "10.0.0.0/08",
                "10.0.0.0/",
                "fd00::/129",
                "fd00::1%eth0",
                "[fd00::1]",
                "10.0.0.1:80",
                "*",
                "1.2.3.4/8/8"
            })
    void refusesAProxyThatIsNoAddress(String proxy) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ClientSettings(List.of("10.0.0.1", proxy), RateLimits.DEFAULT))
                .satisfies(e -> assertThat(e.key()).isEqualTo("saoma.trusted-proxies"));
    }

    @Test
    void refusesALimitThatNeverEnds() {
        for (int[] numbers : new int[][] {{-1, 1}, {1, -1}, {1, 0}}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new RateLimit(numbers[0], numbers[1]));
        }
        assertThat(new RateLimit(0, 0)).isEqualTo(RateLimit.OFF);
    }
}
