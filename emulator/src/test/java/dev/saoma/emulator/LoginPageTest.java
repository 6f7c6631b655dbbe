package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    static Map<String, String> login(String... more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "appid", Sample.APP.appid(),
                "redirect_uri", "http://localhost:8080/callback?a=1",
                "response_type", "code",
                "scope", "snsapi_login",
                "state", "S1"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private String page(String... more) {
        return visitor.get("/connect/qrconnect?" + Visitor.encode(login(more))).body();
    }

    @Test
    void showsAQrCodeOfSixteenCharacters() {
        assertThat(visitor.openLogin(login())).matches("[0-9A-Za-z]{16}");
    }

    @Test
    void keepsTheClassNamesThatPeopleStyle() {
        assertThat(page())
                .contains("impowerBox", "class=\"title\"", "qrcode lightBorder js_qrcode_img", "class=\"info\"")
                .contains("status_icon", "js_status", "wx_default_tip", "wx_after_scan", "wx_after_cancel");
    }

    @Test
    void hasTheNewLookWhenAsked() {
        assertThat(page("stylelite", "1")).contains("web_qrcode_img").doesNotContain("impowerBox");
    }

    @Test
    void speaksEnglishWhenAsked() {
        assertThat(page("lang", "en")).contains("WeChat Login");
    }

    @Test
    void saysThatItIsNotWeChat() {
        assertThat(page()).contains("emulator, not WeChat");
    }

    @Test
    void marksEveryAnswer() {
        assertThat(visitor.get("/nowhere").headers().firstValue("X-Emulator")).hasValue("1");
    }

    @Test
    void takesAStylesheetInTheOldLook() {
        assertThat(page("href", "data:text/css;base64,YQ==")).contains("href=\"data:text/css;base64,YQ==\"");
    }

    @Test
    void ignoresTheStylesheetInTheNewLook() {
        assertThat(page("href", "https://a.example/b.css", "stylelite", "1")).doesNotContain("a.example");
    }

    @Test
    void letsInNoMoreStylesThanTheOneAsked() {
        String policy = visitor.get("/connect/qrconnect?" + Visitor.encode(login("href", "https://a.example/b.css")))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy).endsWith("style-src 'self' https://a.example").doesNotContain("unsafe-inline");
    }

    @ParameterizedTest
    @CsvSource({"jssdk,true,true", "jssdk,false,false", "jssdk,default,default", "none,true,page"})
    void tellsItsScriptWhoNavigates(String loginType, String selfRedirect, String navigates) {
        assertThat(page("login_type", loginType, "self_redirect", selfRedirect))
                .contains("data-navigates=\"" + navigates + "\"");
    }

    @Test
    void escapesWhatTheApplicationSent() {
        assertThat(page("state", "\"><script>alert(1)</script>")).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx0000000000000000", ""})
    void refusesAnUnknownAppid(String appid) {
        assertThat(page("appid", appid)).contains("AppID 参数错误");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snsapi_base", "snsapi_userinfo", ""})
    void refusesAnotherScope(String scope) {
        assertThat(page("scope", scope)).contains("Scope 参数错误或没有 Scope 权限");
    }

    @Test
    void takesALoginScopeAmongOthers() {
        assertThat(page("scope", "snsapi_login,snsapi_runtime_pcsdk")).contains("/connect/qrcode/");
    }

    @Test
    void refusesAnAppThatIsNoWebsite() {
        assertThat(page("appid", Sample.SERVICE_ACCOUNT.appid())).contains("Scope 参数错误");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.localhost/cb",
                "http://evil.example/cb",
                "http://localhost@evil.example/cb",
                "http://127.0.0.1/cb",
                "localhost/cb",
                "javascript:alert(1)//localhost/",
                "ftp://localhost/cb",
                ""
            })
    void refusesAnotherHost(String redirectUri) {
        assertThat(page("redirect_uri", redirectUri)).contains("redirect_uri 参数错误");
    }

    @Test
    void refusesAPortUnlessTheAppAllowsIt() {
        App app = Sample.APP;
        emulator.put(new App(
                app.appid(), app.secret(), app.name(), app.account(), "localhost", false, app.type(), app.status()));
        assertThat(page()).contains("redirect_uri 参数错误");
    }

    @Test
    void answersErrorsWithStatus200() {
        assertThat(visitor.get("/connect/qrconnect").statusCode()).isEqualTo(200);
    }

    @Test
    void explainsAnErrorBelowWeChatsWords() {
        assertThat(page("redirect_uri", "http://evil.example/cb")).contains("<code>evil.example</code>", "localhost");
    }

    @Test
    void canBeFramedByAnybody() {
        var headers =
                visitor.get("/connect/qrconnect?" + Visitor.encode(login())).headers();
        assertThat(headers.map().toString()).doesNotContain("x-frame-options").doesNotContain("frame-ancestors");
    }

    @Test
    void servesAnEmbedScript() {
        assertThat(visitor.get("/connect/zh_CN/htmledition/js/wxLogin.js").body())
                .contains("window.WxLogin");
    }
}
