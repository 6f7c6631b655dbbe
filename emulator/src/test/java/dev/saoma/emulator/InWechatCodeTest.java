package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.Sample;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokens and profiles that a code issued inside WeChat gives access to. */
class InWechatCodeTest {

    private static final App APP = Sample.SERVICE_ACCOUNT;
    private static final String APPID = APP.appid();
    private static final String BASE = "snsapi_base";
    private static final String USERINFO = "snsapi_userinfo";

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private final WeChatEmulator emulator =
            WeChatEmulator.builder().clock(clock).start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private static JsonNode exchange(Visitor visitor, App app, String code) {
        return visitor.sns(
                "oauth2/access_token",
                Map.of("appid", app.appid(), "secret", app.secret(), "code", code, "grant_type", "authorization_code"));
    }

    private JsonNode token(String userId, String scope) {
        return exchange(visitor, APP, emulator.issueCode(APPID, userId, scope));
    }

    private JsonNode userinfo(JsonNode token) {
        return visitor.sns(
                "userinfo",
                Map.of(
                        "access_token", token.get("access_token").asString(),
                        "openid", token.get("openid").asString()));
    }

    private static int errcode(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    private int errcodeAfter(Duration age) {
        String code = emulator.issueCode(APPID, "alice", BASE);
        emulator.advanceClock(age);
        return errcode(exchange(visitor, APP, code));
    }

    @Test
    void livesFiveMinutes() {
        assertThat(errcodeAfter(Duration.ofSeconds(299))).isZero();
        assertThat(errcodeAfter(Duration.ofSeconds(300))).isEqualTo(40029);
    }

    @Test
    void leavesACodeOfTheQrLoginItsTenMinutes() {
        String code = emulator.issueCode(Sample.APP.appid(), "alice");
        emulator.advanceClock(Duration.ofSeconds(599));
        assertThat(errcode(exchange(visitor, Sample.APP, code))).isZero();
    }

    @Test
    void livesAsLongAsTheBuilderSays() {
        try (WeChatEmulator brief = WeChatEmulator.builder()
                .clock(clock)
                .inWechatCodeLife(Duration.ofSeconds(10))
                .start()) {
            String code = brief.issueCode(APPID, "alice", BASE);
            brief.advanceClock(Duration.ofSeconds(10));
            assertThat(errcode(exchange(new Visitor(brief), APP, code))).isEqualTo(40029);
        }
    }

    @Test
    void tellsTheOpenidOnlyWithBase() {
        JsonNode token = token("alice", BASE);
        assertThat(token.propertyNames())
                .containsExactly("access_token", "expires_in", "refresh_token", "openid", "scope");
        assertThat(token.get("scope").asString()).isEqualTo(BASE);
    }

    @Test
    void refusesTheProfileWithBase() {
        assertThat(errcode(userinfo(token("alice", BASE)))).isEqualTo(48001);
    }

    @Test
    void tellsTheUnionidOfTheAccountWithUserinfo() {
        assertThat(token("alice", USERINFO).get("unionid").asString())
                .isEqualTo(emulator.unionid(Sample.APP.appid(), "alice").orElseThrow());
    }

    @Test
    void tellsTheProfileWithUserinfo() {
        JsonNode profile = userinfo(token("alice", USERINFO));
        assertThat(profile.get("nickname").asString()).isEqualTo("Alice");
        assertThat(profile.has("unionid")).isTrue();
    }

    @Test
    void namesTheUserOtherwiseThanToTheWebsite() {
        assertThat(token("alice", BASE).get("openid").asString())
                .isEqualTo(emulator.openid(APPID, "alice"))
                .isNotEqualTo(emulator.openid(Sample.APP.appid(), "alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, USERINFO})
    void marksAVirtualVisitor(String scope) {
        assertThat(token("snapshot", scope).get("is_snapshotuser").asInt()).isEqualTo(1);
    }

    @Test
    void namesAVirtualVisitorLikeNobodyElse() {
        JsonNode visitorToken = token("snapshot", USERINFO);
        JsonNode aliceToken = token("alice", USERINFO);
        assertThat(visitorToken.get("openid")).isNotEqualTo(aliceToken.get("openid"));
        assertThat(visitorToken.get("unionid")).isNotEqualTo(aliceToken.get("unionid"));
    }

    @Test
    void marksNobodyElse() {
        assertThat(token("alice", USERINFO).has("is_snapshotuser")).isFalse();
    }

    @Test
    void keepsAVirtualVisitorFromScanning() {
        String uuid = visitor.openLogin(LoginPageTest.login());
        assertThatThrownBy(() -> emulator.scan(uuid, "snapshot"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("virtual visitor");
        assertThatThrownBy(() -> emulator.issueCode(Sample.APP.appid(), "snapshot"))
                .hasMessageContaining("virtual visitor");
    }

    @Test
    void isIssuedOverHttpWithTheScopeAsked() {
        HttpResponse<String> answer = visitor.postJson(
                "/_emulator/codes", "{\"appid\":\"" + APPID + "\",\"userId\":\"alice\",\"scope\":\"" + BASE + "\"}");
        String code = new JsonMapper().readTree(answer.body()).get("code").asString();
        assertThat(exchange(visitor, APP, code).get("scope").asString()).isEqualTo(BASE);
    }

    @Test
    void tellsTheProfileUnlessAskedOtherwise() {
        JsonNode token = exchange(visitor, APP, emulator.issueCode(APPID, "alice"));
        assertThat(token.get("scope").asString()).isEqualTo(USERINFO);
    }

    @ParameterizedTest
    @EnumSource(names = {"MINI_PROGRAM", "MOBILE"})
    void isNotForAppsOffTheWeb(AppType type) {
        emulator.put(
                new App(APPID, APP.secret(), APP.name(), APP.account(), "localhost", true, type, AppStatus.ACTIVE));
        assertThatThrownBy(() -> emulator.issueCode(APPID, "alice")).hasMessageContaining("neither a website app");
    }
}
