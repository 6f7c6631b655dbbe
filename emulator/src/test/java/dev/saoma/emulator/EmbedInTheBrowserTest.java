package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator's wxLogin.js on a page of another origin in a real Chromium, with every documented option. */
@ExtendWith(SharedChromium.class)
class EmbedInTheBrowserTest {
    private static EmbedSite site;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        site = new EmbedSite();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void open(WatchedBrowser browser) {
        page = site.begin(browser);
    }

    @Test
    void isOneIframeWithWeChatsAttributes() {
        site.embed("");
        assertThat(page.locator("#box").innerHTML())
                .startsWith("<iframe ")
                .endsWith("></iframe>")
                .contains(" frameborder=\"0\"", " allowtransparency=\"true\"", " scrolling=\"no\"")
                .contains(" width=\"300px\"", " height=\"400px\"")
                .doesNotContain("old", "sandbox");
    }

    @Test
    void sendsWhatTheOriginalSends() {
        site.embed("");
        assertThat(page.locator("#box iframe").getAttribute("src"))
                .contains("login_type=jssdk", "self_redirect=default", "styletype=&sizetype=&bgcolor=&rst=")
                .doesNotContain("response_type", "lang=", "style=", "href=", "fast_login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "style:'black' | body.black",
                "style:'white' | body.white",
                "stylelite:1 | .web_qrcode_img",
                "lang:'cn' | .title:text('微信登录')",
                "lang:'en' | .title:text('WeChat Login')",
            })
    void looksAsAsked(String options, String selector) {
        assertThat(site.embed(options).locator(selector)).isVisible();
    }

    @Test
    void takesAStylesheet() {
        FrameLocator frame = site.embed("href:'" + site.application.url() + "/style.css'");
        assertThat(frame.locator(".title")).hasCSS("color", "rgb(1, 2, 3)");
    }

    @Test
    void takesAStylesheetInTheAddress() {
        FrameLocator frame = site.embed("href:'data:text/css;base64,LnRpdGxlIHsgY29sb3I6IHJnYigxLCAyLCAzKSB9'");
        assertThat(frame.locator(".title")).hasCSS("color", "rgb(1, 2, 3)");
    }

    @Test
    void saysWhenItIsReady() {
        site.embed("onReady:function(ready){window.heard=ready}");
        page.waitForFunction("window.heard === true");
    }

    @Test
    void hasNoQuickLoginWhenSwitchedOff() {
        assertThat(site.embed("fast_login:0").locator(".emulator_quick")).isHidden();
    }

    @Test
    void showsTheScanAndTheRefusal() {
        FrameLocator frame = site.embed("self_redirect:true");
        site.emulator.scan(site.shown().uuid(), "alice");
        assertThat(frame.locator("#wx_after_scan")).isVisible();
        site.emulator.refuse(site.shown().uuid(), "alice");
        assertThat(frame.locator("#wx_after_cancel")).isVisible();
        site.allow();
        page.waitForCondition(() -> site.application.callbacks().size() == 1);
    }

    @Test
    void showsANewCodeWithTheSameStateAfterTheEnd() {
        FrameLocator frame = site.embed("");
        QrCode first = site.shown();
        site.emulator.expire(first.uuid());
        page.waitForCondition(() -> site.emulator.qrCodes().size() == 2);
        assertThat(site.shown().state()).isEqualTo(first.state());
        assertThat(frame.locator(".js_qrcode_img"))
                .hasAttribute("src", "/connect/qrcode/" + site.shown().uuid());
    }
}
