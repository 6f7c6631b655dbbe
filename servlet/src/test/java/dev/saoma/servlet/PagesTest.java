package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
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

    @ParameterizedTest
    @CsvSource({"/login?returnTo=/orders, assets/login.js", "/account, assets/saoma.css"})
    void servesTheHostedPages(String address, String file) {
        Reply page = SITE.browser().get(address);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.body()).contains("\"/saoma/" + file + "\"").doesNotContain("{{");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo(COMPONENT + "frame-src 'self' https://open.weixin.qq.com; " + CLOSED
                        + "frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin-allow-popups");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.all("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', /login",
        "/, /login",
        "/login/, /login",
        "/account/, /account",
        "/?returnTo=/orders, /login?returnTo=/orders",
        "/login/?returnTo=/a%20b, /login?returnTo=/a%20b"
    })
    void leadsWhoTypesAnAddressByHandToThePage(String typed, String page) {
        for (String method : List.of("GET", "HEAD")) {
            Reply reply = SITE.browser().send(method, typed, "");

            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).isEqualTo("/saoma" + page);
        }
        assertThat(SITE.browser().delete(typed).status()).isEqualTo(404);
    }

    /** The redirect keeps the token out of the Referer of the files that the page loads. */
    @ParameterizedTest
    @ValueSource(strings = {"instance=Strict&invitation=%s", "invitation=%s&x=%%&instance=Strict"})
    void movesAnInvitationOfAnEarlierVersionBehindTheSign(String query) {
        String token = "0".repeat(64);
        Reply reply = SITE.browser().get("/login?" + query.formatted(token));

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("/saoma/login#instance=Strict&invitation=" + token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"invitation=x&instance=Strict", "invitation=%", "instance=Strict", "returnTo=/invitation=0"})
    void showsThePageForAnyOtherQuery(String query) {
        assertThat(SITE.browser().get("/login?" + query).status()).isEqualTo(200);
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
