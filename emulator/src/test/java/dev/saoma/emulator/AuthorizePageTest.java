package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.Sample;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /connect/oauth2/authorize}: its parameters and its error pages. */
class AuthorizePageTest {

    private static final App APP = Sample.SERVICE_ACCOUNT;
    private static final String SCOPE_ERROR = "Scope 参数错误或没有 Scope 权限（10005）";
    private static final String REDIRECT_ERROR = "redirect_uri 参数错误（10003）";

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    /** The parameters in the documented order, overridden by the given ones. */
    static Map<String, String> authorize(String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("appid", APP.appid());
        parameters.put("redirect_uri", "http://localhost:8080/callback");
        parameters.put("response_type", "code");
        parameters.put("scope", "snsapi_userinfo");
        parameters.put("state", "S1");
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private HttpResponse<String> answer(String... more) {
        return visitor.get("/connect/oauth2/authorize?" + Visitor.encode(authorize(more)));
    }

    private String page(String... more) {
        return answer(more).body();
    }

    private void put(AppType type, boolean allowPorts, AppStatus status) {
        emulator.put(
                new App(APP.appid(), APP.secret(), APP.name(), APP.account(), "localhost", allowPorts, type, status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snsapi_base", "snsapi_userinfo"})
    void takesBothScopes(String scope) {
        assertThat(page("scope", scope)).contains("data-scope=\"" + scope + "\"", APP.name());
    }

    @Test
    void saysThatItIsNotWeChat() {
        assertThat(page()).contains("emulator, not WeChat");
    }

    @Test
    void isTriedFromTheIndex() {
        assertThat(visitor.get("/").body())
                .contains("/connect/oauth2/authorize?appid=" + APP.appid(), "try a login inside WeChat");
    }

    @Test
    void callsABlankAppid10012() {
        assertThat(page("appid", "")).contains("AppID 参数错误（10012）");
    }

    @Test
    void refusesAnUnknownAppid() {
        assertThat(page("appid", "wx0000000000000000")).contains("AppID 参数错误").doesNotContain("10012");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SERVICE_ACCOUNT"})
    void refusesAnAppThatIsNoServiceAccount(AppType type) {
        put(type, true, AppStatus.ACTIVE);
        assertThat(page()).contains(SCOPE_ERROR);
    }

    @Test
    void refusesABlockedApp() {
        put(AppType.SERVICE_ACCOUNT, true, AppStatus.BLOCKED);
        assertThat(page()).contains(SCOPE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snsapi_login", "snsapi_base,snsapi_userinfo", "SNSAPI_BASE", ""})
    void refusesAnotherScope(String scope) {
        assertThat(page("scope", scope)).contains(SCOPE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", ""})
    void refusesAnotherResponseType(String responseType) {
        assertThat(page("response_type", responseType)).contains("response_type 参数错误");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.localhost/cb", "http://evil.example/cb", "localhost/cb", "javascript:alert(1)", ""})
    void callsAnotherHost10003(String redirectUri) {
        assertThat(page("redirect_uri", redirectUri)).contains(REDIRECT_ERROR);
    }

    @Test
    void refusesAPortUnlessTheAppAllowsIt() {
        put(AppType.SERVICE_ACCOUNT, false, AppStatus.ACTIVE);
        assertThat(page()).contains(REDIRECT_ERROR);
        assertThat(page("redirect_uri", "http://localhost/callback")).contains("data-redirect=");
    }

    @ParameterizedTest
    @CsvSource({"128, true", "129, false"})
    void takesAStateOf128Characters(int length, boolean taken) {
        assertThat(page("state", "a1".repeat(length).substring(0, length)).contains("data-state="))
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-b", "a_b", "a.b", "a b", "状态", "a%b"})
    void refusesAStateOfOtherCharacters(String state) {
        assertThat(page("state", state)).contains("state 参数错误");
    }

    @Test
    void takesARequestWithoutState() {
        assertThat(page("state", "")).contains("data-state=\"\"");
    }

    @Test
    void takesItsParametersInAnyOrder() {
        assertThat(scopeFirst()).contains("data-scope=");
    }

    @Test
    void insistsOnTheDocumentedOrderWhenSetSo() {
        emulator.set(Setting.PARAMETER_ORDER, "documented");
        assertThat(scopeFirst()).contains(SCOPE_ERROR, "scope, appid, redirect_uri, response_type, state");
        assertThat(page("connect_redirect", "1")).contains("data-scope=");
    }

    private String scopeFirst() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("scope", "snsapi_base"));
        authorize().forEach(parameters::putIfAbsent);
        return visitor.get("/connect/oauth2/authorize?" + Visitor.encode(parameters))
                .body();
    }

    @Test
    void looksAtTheAppBeforeTheScopeAndAtTheStateLast() {
        String appid = Sample.APP.appid();
        assertThat(page("appid", appid, "scope", "x", "redirect_uri", "x", "state", "-"))
                .contains("<code>website");
        assertThat(page("scope", "x", "redirect_uri", "x", "state", "-")).contains(SCOPE_ERROR);
        assertThat(page("redirect_uri", "x", "state", "-")).contains(REDIRECT_ERROR);
    }

    @Test
    void neverRedirectsWithAnError() {
        HttpResponse<String> answer = answer("scope", "snsapi_login");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void answersErrorPagesWithTheStatusSet() {
        emulator.set(Setting.PAGE_ERROR_STATUS, "400");
        assertThat(answer("appid", "").statusCode()).isEqualTo(400);
    }

    @Test
    void explainsAnErrorInTheLog() {
        page("appid", Sample.APP.appid());
        assertThat(emulator.requests().get(0).explanation().orElseThrow().received())
                .isEqualTo("website");
    }

    @Test
    void escapesTheNameOfTheApp() {
        emulator.put(new App(
                APP.appid(),
                APP.secret(),
                "🐻<b>",
                APP.account(),
                "localhost",
                true,
                AppType.SERVICE_ACCOUNT,
                AppStatus.ACTIVE));
        assertThat(page()).contains(">🐻</div>", "🐻&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void canBeMadeToFail() {
        emulator.fault(Target.AUTHORIZE, 1, new Fault.Html());
        assertThat(answer().statusCode()).isEqualTo(502);
        assertThat(answer().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void callsBackOnceWhenAskedTo(String connectRedirect, boolean twice) {
        emulator.fault(Target.CALLBACK, 1, new Fault.DoubleCallback());
        assertThat(page("connect_redirect", connectRedirect)).contains("data-twice=\"" + twice + "\"");
    }

    @Test
    void altersTheStateAsOrdered() {
        emulator.fault(Target.CALLBACK, 1, new Fault.AlteredState());
        assertThat(page()).contains("data-state=\"S1http://home.example/\"");
    }
}
