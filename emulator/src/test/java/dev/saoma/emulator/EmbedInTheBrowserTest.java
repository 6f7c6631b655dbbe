package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator's wxLogin.js on a page of another origin in a real Chromium, with every documented option. */
class EmbedInTheBrowserTest {

    private static Playwright playwright;
    private static Browser chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private WeChatEmulator emulator;
    private Application application;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        playwright = Chromium.driver();
        chromium = Chromium.launch(playwright);
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        emulator = WeChatEmulator.start();
        App app = Sample.APP;
        emulator.put(App.website(app.appid(), app.secret(), app.name(), app.account(), "127.0.0.1"));
        application = new Application();
        context = chromium.newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(ended::add);
    }

    @AfterEach
    void close() {
        context.close();
        application.close();
        emulator.close();
        assertThat(ended).isEmpty();
        assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
    }

    private FrameLocator embed(String options) {
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

    private QrCode shown() {
        return emulator.qrCodes().get(0);
    }

    private void allow() {
        emulator.scan(shown().uuid(), "alice");
        emulator.allow(shown().uuid(), "alice");
    }

    @Test
    void isOneIframeWithWeChatsAttributes() {
        embed("");
        assertThat(page.locator("#box").innerHTML())
                .startsWith("<iframe ")
                .endsWith("></iframe>")
                .contains(" frameborder=\"0\"", " allowtransparency=\"true\"", " scrolling=\"no\"")
                .contains(" width=\"300px\"", " height=\"400px\"")
                .doesNotContain("old", "sandbox");
    }

    @Test
    void sendsWhatTheOriginalSends() {
        embed("");
        assertThat(page.locator("#box iframe").getAttribute("src"))
                .contains("login_type=jssdk", "self_redirect=default", "styletype=&sizetype=&bgcolor=&rst=")
                .doesNotContain("response_type", "lang=", "style=", "href=", "fast_login");
    }

    @Test
    void comesBackInTheFrameWithSelfRedirect() {
        embed("self_redirect:true");
        allow();
        page.waitForCondition(() -> application.callbacks().size() == 1);
        assertThat(application.callbacks().get(0)).matches("code=0\\d\\d[0-9A-Za-z]{29}&state=S1");
        assertThat(page.title()).isEqualTo("application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_redirect:false", ""})
    void comesBackInTheTopWindowOtherwise(String options) {
        FrameLocator frame = embed(options);
        frame.locator(".emulator_quick")
                .click(); // Chromium may want a gesture in the frame before that moves the top window.
        allow();
        page.waitForURL(Pattern.compile("/callback\\?code="));
        assertThat(page.title()).isEqualTo("callback");
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
        assertThat(embed(options).locator(selector)).isVisible();
    }

    @Test
    void takesAStylesheet() {
        FrameLocator frame = embed("href:'" + application.url() + "/style.css'");
        assertThat(frame.locator(".title")).hasCSS("color", "rgb(1, 2, 3)");
    }

    @Test
    void takesAStylesheetInTheAddress() {
        FrameLocator frame = embed("href:'data:text/css;base64,LnRpdGxlIHsgY29sb3I6IHJnYigxLCAyLCAzKSB9'");
        assertThat(frame.locator(".title")).hasCSS("color", "rgb(1, 2, 3)");
    }

    @Test
    void saysWhenItIsReady() {
        embed("onReady:function(ready){window.heard=ready}");
        page.waitForFunction("window.heard === true");
    }

    @Test
    void hasNoQuickLoginWhenSwitchedOff() {
        assertThat(embed("fast_login:0").locator(".emulator_quick")).isHidden();
    }

    @Test
    void showsTheScanAndTheRefusal() {
        FrameLocator frame = embed("self_redirect:true");
        emulator.scan(shown().uuid(), "alice");
        assertThat(frame.locator("#wx_after_scan")).isVisible();
        emulator.refuse(shown().uuid(), "alice");
        assertThat(frame.locator("#wx_after_cancel")).isVisible();
        allow();
        page.waitForCondition(() -> application.callbacks().size() == 1);
    }

    @ParameterizedTest
    @CsvSource({"state,state=S1", "authdeny,code=authdeny&state=S1"})
    void comesBackAfterARefusalWhenSetSo(String refusal, String query) {
        emulator.set(Setting.REFUSAL, refusal);
        embed("self_redirect:true");
        emulator.scan(shown().uuid(), "alice");
        emulator.refuse(shown().uuid(), "alice");
        page.waitForCondition(() -> application.callbacks().size() == 1);
        assertThat(application.callbacks()).containsExactly(query);
    }

    @Test
    void showsANewCodeWithTheSameStateAfterTheEnd() {
        FrameLocator frame = embed("");
        QrCode first = shown();
        emulator.expire(first.uuid());
        page.waitForCondition(() -> emulator.qrCodes().size() == 2);
        assertThat(shown().state()).isEqualTo(first.state());
        assertThat(frame.locator(".js_qrcode_img")).hasAttribute("src", "/connect/qrcode/" + shown().uuid());
    }

    private String callbackOfTop() {
        allow();
        page.waitForURL(Pattern.compile("code="));
        return page.url().substring(application.url().length()).replaceAll("code=\\w{32}", "code=C");
    }

    private void openAlone(String callback) {
        page.navigate(emulator.baseUrl() + "/connect/qrconnect?"
                + Visitor.encode(LoginPageTest.login("redirect_uri", application.url() + callback)));
        assertThat(page.locator(".js_qrcode_img")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"/callback, /callback?code=C&state=S1", "/callback?a=1, /callback?a=1&code=C&state=S1"})
    void comesBackByItselfWhenNotEmbedded(String callback, String expected) {
        openAlone(callback);
        assertThat(callbackOfTop()).isEqualTo(expected);
    }

    @Test
    void appendsTheCodeAfterAFragment() {
        openAlone("/#/login");
        assertThat(callbackOfTop()).isEqualTo("/#/login?code=C&state=S1");
    }

    @Test
    void insertsTheCodeBeforeAFragmentAsQuickLoginDoes() {
        openAlone("/#/login");
        page.locator(".emulator_quick").click();
        assertThat(callbackOfTop()).isEqualTo("/?code=C&state=S1#/login");
    }

    @Test
    void insertsTheCodeBeforeAFragmentWhenSetSo() {
        emulator.set(Setting.CODE_BEFORE_FRAGMENT, "true");
        openAlone("/#/login");
        assertThat(callbackOfTop()).isEqualTo("/?code=C&state=S1#/login");
    }

    @Test
    void callsBackTwiceAsOrdered() {
        emulator.fault(Target.CALLBACK, 1, new Fault.DoubleCallback());
        openAlone("/callback");
        callbackOfTop();
        assertThat(application.callbacks())
                .hasSize(2)
                .allMatch(application.callbacks().get(0)::equals);
    }

    @Test
    void altersTheStateAsOrdered() {
        emulator.fault(Target.CALLBACK, 1, new Fault.AlteredState());
        openAlone("/callback");
        assertThat(callbackOfTop()).endsWith("&state=S1http%3A%2F%2Fhome.example%2F");
        assertThat(shown().state()).isEqualTo("S1");
    }
}
