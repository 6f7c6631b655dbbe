package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The flow inside WeChat in a real Chromium, back to an application of another origin. */
@ExtendWith(SharedChromium.class)
class AuthorizeInTheBrowserTest {

    private static final App APP = Sample.SERVICE_ACCOUNT;

    private WeChatEmulator emulator;
    private Application application;
    private Page page;

    @BeforeEach
    void open(WatchedBrowser browser) throws IOException {
        emulator = WeChatEmulator.start();
        emulator.put(new App(
                APP.appid(),
                APP.secret(),
                APP.name(),
                APP.account(),
                "127.0.0.1",
                true,
                AppType.SERVICE_ACCOUNT,
                AppStatus.ACTIVE));
        application = new Application();
        page = browser.context().newPage();
    }

    @AfterEach
    void close() {
        application.close();
        emulator.close();
    }

    private String address(String callback, String scope, String... more) {
        Map<String, String> parameters = AuthorizePageTest.authorize(more);
        parameters.put("redirect_uri", application.url() + callback);
        parameters.put("scope", scope);
        return emulator.baseUrl() + "/connect/oauth2/authorize?" + Visitor.encode(parameters) + "#wechat_redirect";
    }

    private void visit(String scope, String... more) {
        // A silent authorization redirects before the page has loaded.
        page.navigate(
                address("/callback", scope, more), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    private void choose(String userId, String button) {
        page.getByLabel("WeChat user").selectOption(userId);
        page.locator(button).click();
    }

    private String callback(int number) {
        page.waitForCondition(() -> application.callbacks().size() >= number);
        return application.callbacks().get(number - 1);
    }

    private JsonNode exchange(String query) {
        return new Visitor(emulator)
                .sns(
                        "oauth2/access_token",
                        Map.of(
                                "appid",
                                APP.appid(),
                                "secret",
                                APP.secret(),
                                "code",
                                query.replaceAll("code=|&.*", ""),
                                "grant_type",
                                "authorization_code"));
    }

    @Test
    void comesBackWithACodeOfTheUserWhoAllowed() {
        visit("snsapi_userinfo");
        choose("wang", "#allow");
        assertThat(callback(1)).matches("code=0\\d\\d[0-9A-Za-z]{29}&state=S1");
        JsonNode token = exchange(callback(1));
        assertThat(token.get("openid").asString()).isEqualTo(emulator.openid(APP.appid(), "wang"));
        assertThat(token.get("scope").asString()).isEqualTo("snsapi_userinfo");
    }

    @Test
    void isSilentWithBaseOnceATabHasItsUser() {
        visit("snsapi_base");
        choose("wang", "#allow");
        page.waitForURL(Pattern.compile("/callback\\?code="));
        visit("snsapi_base", "state", "S2");
        assertThat(callback(2)).endsWith("&state=S2");
        assertThat(exchange(callback(2)).get("openid").asString()).isEqualTo(emulator.openid(APP.appid(), "wang"));
    }

    @Test
    void asksAgainWithUserinfo() {
        visit("snsapi_userinfo");
        choose("wang", "#allow");
        page.waitForURL(Pattern.compile("/callback\\?code="));
        visit("snsapi_userinfo");
        assertThat(page.locator("#allow")).isEnabled();
        assertThat(page.getByLabel("WeChat user")).hasValue("wang");
        assertThat(application.callbacks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"authdeny,code=authdeny&state=S1", "state,state=S1"})
    void comesBackAfterARefusalAsSet(String refusal, String query) {
        emulator.set(Setting.IN_WECHAT_REFUSAL, refusal);
        visit("snsapi_userinfo");
        choose("alice", "#refuse");
        assertThat(callback(1)).isEqualTo(query);
    }

    @Test
    void staysAfterARefusalWhenSetSo() {
        emulator.set(Setting.IN_WECHAT_REFUSAL, "stay");
        visit("snsapi_userinfo");
        choose("alice", "#refuse");
        assertThat(page.locator("#status")).containsText("Refused");
        assertThat(page.locator("#allow")).isEnabled();
    }

    @Test
    void offersAVirtualVisitorHereAndNotOnThePhone() {
        visit("snsapi_userinfo");
        choose("snapshot", "#allow");
        assertThat(exchange(callback(1)).get("is_snapshotuser").asInt()).isEqualTo(1);
        // The application receives the callback before the browser has left the page.
        page.waitForURL(Pattern.compile("/callback\\?code="));
        new Visitor(emulator).openLogin(LoginPageTest.login());
        page.navigate(emulator.baseUrl() + "/_emulator/phone");
        assertThat(page.locator("#user option[value=alice]")).hasCount(1);
        assertThat(page.locator("#user option[value=snapshot]")).hasCount(0);
    }

    @Test
    void callsBackTwiceAsOrdered() {
        emulator.fault(Target.CALLBACK, 1, new Fault.DoubleCallback());
        visit("snsapi_userinfo");
        choose("alice", "#allow");
        assertThat(callback(2)).isEqualTo(callback(1));
    }

    @ParameterizedTest
    @CsvSource({"false,/#/login?code=C&state=S1", "true,/?code=C&state=S1#/login"})
    void appendsTheCodeAsAfterAScan(String before, String expected) {
        emulator.set(Setting.CODE_BEFORE_FRAGMENT, before);
        page.navigate(address("/#/login", "snsapi_userinfo"));
        choose("alice", "#allow");
        page.waitForURL(Pattern.compile("code="));
        assertThat(page.url().substring(application.url().length()).replaceAll("code=\\w{32}", "code=C"))
                .isEqualTo(expected);
    }

    @Test
    void isBlankInAFrame() {
        application.embed(
                "data:text/javascript,",
                "const frame = document.createElement('iframe'); frame.src = '"
                        + address("/callback", "snsapi_userinfo") + "'; document.body.append(frame)");
        page.navigate(application.url() + "/");
        var frame = page.frameLocator("iframe");
        assertThat(frame.locator("#framed")).isVisible();
        assertThat(frame.locator("#allow")).isHidden();
    }

    @Test
    void saysWhenTheFragmentIsMissing() {
        page.navigate(address("/callback", "snsapi_userinfo").replace("#wechat_redirect", ""));
        assertThat(page.locator("#nofragment")).isVisible();
        assertThat(page.locator("#allow")).isEnabled();
    }
}
