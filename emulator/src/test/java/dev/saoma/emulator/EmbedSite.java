package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.WatchedBrowser;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An emulator and a website of another origin. One for each test class, with a fresh page for each test. */
final class EmbedSite implements AutoCloseable {
    final WeChatEmulator emulator;
    final Application application;
    private Page page;

    EmbedSite() throws IOException {
        emulator = WeChatEmulator.start();
        application = new Application();
    }

    /** Resets the emulator and the website, and opens a new page in a browser. */
    Page begin(WatchedBrowser browser) {
        emulator.reset();
        App app = Sample.APP;
        emulator.put(App.website(app.appid(), app.secret(), app.name(), app.account(), "127.0.0.1"));
        application.forget();
        page = browser.context().newPage();
        return page;
    }

    FrameLocator embed(String options) {
        return embed("/callback", options);
    }

    private FrameLocator embed(String callback, String options) {
        String redirect = URLEncoder.encode(application.url() + callback, StandardCharsets.UTF_8);
        application.embed(
                emulator.baseUrl() + "/connect/zh_CN/htmledition/js/wxLogin.js",
                "new WxLogin({id:'box',appid:'" + Sample.APP.appid() + "',scope:'snsapi_login',redirect_uri:'"
                        + redirect + "',state:'S1'" + (options.isEmpty() ? "" : "," + options) + "})");
        page.navigate(application.url() + "/");
        FrameLocator frame = page.frameLocator("#box iframe");
        assertThat(frame.locator(".js_qrcode_img")).isVisible();
        return frame;
    }

    void openAlone(String callback) {
        page.navigate(emulator.baseUrl() + "/connect/qrconnect?"
                + Visitor.encode(LoginPageTest.login("redirect_uri", application.url() + callback)));
        assertThat(page.locator(".js_qrcode_img")).isVisible();
    }

    /** The newest QR code. */
    QrCode shown() {
        return emulator.qrCodes().get(0);
    }

    void allow() {
        emulator.scan(shown().uuid(), "alice");
        emulator.allow(shown().uuid(), "alice");
    }

    /** Allows the login, and returns the address of the top window with its code masked. */
    String callbackOfTop() {
        allow();
        page.waitForURL(Pattern.compile("code="));
        return page.url().substring(application.url().length()).replaceAll("code=\\w{32}", "code=C");
    }

    @Override
    public void close() {
        application.close();
        emulator.close();
    }
}
