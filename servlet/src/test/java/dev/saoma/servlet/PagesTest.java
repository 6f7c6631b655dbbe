package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final String COMPONENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    + "img-src 'self' https://thirdwx.qlogo.cn https://wx.qlogo.cn data:; ";
    private static final String CLOSED = "base-uri 'none'; form-action 'none'; ";
    private static final Site SITE = new Site(Site.production("/saoma"));

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void servesTheLoginPage() {
        Reply page = SITE.browser().get("/login?returnTo=/orders");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("\"/saoma/assets/login.js\"").doesNotContain("{{");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo(COMPONENT + "frame-src 'self' https://open.weixin.qq.com; " + CLOSED
                        + "frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void letsListedOriginsFrameTheCallbackPage() {
        Reply page = SITE.browser().get("/api/login/MyWeChatLogin/callback?action=bind&code=a&state=b");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "data-saoma=\"{&quot;base&quot;:&quot;/saoma&quot;,&quot;instance&quot;:&quot;MyWeChatLogin&quot;,"
                                + "&quot;origins&quot;:[&quot;https://login.example.com&quot;,&quot;https://app.example.com&quot;]}\"");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo(COMPONENT + CLOSED + "frame-ancestors 'self' https://app.example.com");
        assertThat(page.header("X-Frame-Options")).isEmpty();
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEmpty();
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.all("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=a&code=b", "state=a&code=c&state=b", "code=a&%63ode=b"})
    void refusesAParameterThatComesTwice(String query) {
        assertThat(SITE.browser()
                        .get("/api/login/MyWeChatLogin/callback?" + query)
                        .code())
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "callback.js, text/javascript;charset=utf-8",
        "login.js, text/javascript;charset=utf-8",
        "login-component.js, text/javascript;charset=utf-8",
        "wechat-login.js, text/javascript;charset=utf-8",
        "saoma.css, text/css;charset=utf-8",
        "saoma.svg, image/svg+xml"
    })
    void servesTheComponentsFiles(String file, String type) {
        Browser browser = SITE.browser();

        Reply reply = browser.get("/assets/" + file);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase(type);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(reply.body()).isEqualTo(Resources.text("/dev/saoma/web/" + file));

        Reply again = browser.get("/assets/" + file, "If-None-Match: W/\"x\", " + reply.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(reply.header("ETag"));
        Reply head = browser.send("HEAD", "/assets/" + file, "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callback.html",
                "login.html",
                "e.json",
                "app.json",
                "wechat-login.js.map",
                "Login.js",
                "..",
                "x",
                "wechat-login.js%00",
                "..%2f..%2fapp.json"
            })
    void servesNothingElse(String file) {
        // The container refuses some of them before they reach us.
        assertThat(Wire.send(SITE.port(), "GET", "/saoma/assets/" + file, List.of(), new byte[0])
                        .status())
                .isIn(400, 404);
    }

    @Test
    void servesNoFileOfTheApp() {
        for (String path : List.of(
                "/app.json",
                "/auths/loginTypes/MyWeChatLogin/e.json",
                "/auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json",
                "/api/login/MyWeChatLogin/e.json",
                "/api/login/MyWeChatLogin.json",
                "/assets/../app.json",
                "/appData/saoma.db")) {
            assertThat(SITE.browser().get(path).status()).as(path).isEqualTo(404);
        }
    }
}
