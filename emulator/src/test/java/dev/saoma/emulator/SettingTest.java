package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SettingTest {

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private JsonNode exchange(App app, String code) {
        return visitor.sns(
                "oauth2/access_token",
                Map.of("appid", app.appid(), "secret", app.secret(), "code", code, "grant_type", "authorization_code"));
    }

    private JsonNode token(App app) {
        return exchange(app, emulator.issueCode(app.appid(), "alice"));
    }

    private JsonNode refresh(String token) {
        return visitor.sns(
                "oauth2/refresh_token",
                Map.of("appid", Sample.APP.appid(), "grant_type", "refresh_token", "refresh_token", token));
    }

    private static int errcode(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    @Test
    void answersErrorPagesWithTheStatusSet() {
        emulator.set(Setting.PAGE_ERROR_STATUS, "400");
        assertThat(visitor.get("/connect/qrconnect").statusCode()).isEqualTo(400);
    }

    @Test
    void keepsTheRefreshTokenUnlessSetOtherwise() {
        String token = token(Sample.APP).get("refresh_token").asString();
        assertThat(refresh(token).get("refresh_token").asString()).isEqualTo(token);
    }

    @Test
    void replacesTheRefreshTokenWhenSetSo() {
        emulator.set(Setting.NEW_REFRESH_TOKEN, "true");
        String old = token(Sample.APP).get("refresh_token").asString();
        String fresh = refresh(old).get("refresh_token").asString();
        assertThat(errcode(refresh(old))).isEqualTo(40030);
        assertThat(errcode(refresh(fresh))).isZero();
    }

    @Test
    void endsAReplacedRefreshTokenWithTheFirst() {
        emulator.set(Setting.NEW_REFRESH_TOKEN, "true");
        String old = token(Sample.APP).get("refresh_token").asString();
        emulator.advanceClock(Duration.ofDays(29));
        String fresh = refresh(old).get("refresh_token").asString();
        emulator.advanceClock(Duration.ofDays(1));
        assertThat(errcode(refresh(fresh))).isEqualTo(42002);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 40163"})
    void keepsOrLosesACodeAtASystemError(String survives, int second) {
        emulator.set(Setting.CODE_SURVIVES_SYSTEM_ERROR, survives);
        emulator.fault(Target.ACCESS_TOKEN, 1, new Fault.ErrorCode(-1, "system error"));
        String code = emulator.issueCode(Sample.APP.appid(), "alice");
        assertThat(errcode(exchange(Sample.APP, code))).isEqualTo(-1);
        assertThat(errcode(exchange(Sample.APP, code))).isEqualTo(second);
    }

    @Test
    void hasNoQuotaUnlessSet() {
        assertThat(visitor.json("/_emulator/settings").get("minuteQuota").asInt())
                .isZero();
    }

    @Test
    void answers45011AboveTheMinuteQuotaUntilTheNextMinute() {
        emulator.setClock(Instant.parse("2026-11-22T00:00:00Z"));
        emulator.set(Setting.MINUTE_QUOTA, "1");
        assertThat(errcode(token(Sample.APP))).isZero();
        assertThat(errcode(token(Sample.APP))).isEqualTo(45011);
        emulator.advanceClock(Duration.ofMinutes(1));
        assertThat(errcode(token(Sample.APP))).isZero();
    }

    @Test
    void answers45009AboveTheDailyQuotaUntilTheNextDayInChina() {
        emulator.setClock(Instant.parse("2026-11-22T15:58:00Z"));
        emulator.set(Setting.DAILY_QUOTA, "1");
        token(Sample.APP);
        assertThat(errcode(token(Sample.APP))).isEqualTo(45009);
        emulator.advanceClock(Duration.ofMinutes(3));
        assertThat(errcode(token(Sample.APP))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"app, 0", "address, 45011"})
    void countsAQuotaByAppOrByAddress(String per, int ofAnotherApp) {
        emulator.setClock(Instant.parse("2026-11-22T00:00:00Z"));
        emulator.set(Setting.MINUTE_QUOTA, "1");
        emulator.set(Setting.QUOTA_PER, per);
        token(Sample.APP);
        assertThat(errcode(token(Sample.SECOND_APP))).isEqualTo(ofAnotherApp);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rid | access_token missing, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}",
                "hints | access_token missing, hints: \\[ req_id: [0-9a-f]{8}-[0-9a-f]{6} ]",
                "none | access_token missing"
            })
    void endsErrmsgAsSet(String suffix, String errmsg) {
        emulator.set(Setting.ERRMSG_SUFFIX, suffix);
        assertThat(visitor.json("/sns/auth").get("errmsg").asString()).matches(errmsg);
    }

    @Test
    void canBeChangedOverHttp() {
        visitor.postJson("/_emulator/settings", "{\"staleCodeErrcode\":42003,\"newRefreshToken\":true}");
        assertThat(visitor.get("/_emulator/settings").body())
                .contains("\"staleCodeErrcode\":42003", "\"newRefreshToken\":true", "\"quotaPer\":\"app\"");
    }

    @Test
    void saysWhichValuesAreAllowed() {
        assertThat(visitor.postJson("/_emulator/settings", "{\"quotaPer\":\"moon\"}")
                        .body())
                .isEqualTo("{\"error\":\"QuotaPer must be app or address.\"}");
    }

    @Test
    void refusesAWrongValueAtTheStart() {
        assertThatThrownBy(() -> WeChatEmulator.builder().staleCodeErrcode(40163))
                .hasMessage("staleCodeErrcode must be 40029 or 42003.");
    }

    @Test
    void isAsAtTheStartAfterAReset() {
        emulator.set(Setting.QUOTA_PER, "address");
        emulator.reset();
        assertThat(visitor.get("/_emulator/settings").body()).contains("\"quotaPer\":\"app\"");
    }

    @Test
    void areToldWithWhatTheyMeanAndMayBe() {
        JsonNode stale = visitor.json("/_emulator/settings/about").get(1);
        assertThat(stale.toString())
                .startsWith("{\"name\":\"staleCodeErrcode\",\"about\":\"What a code past its life is answered with")
                .endsWith("\"default\":40029,\"allowed\":\"40029 or 42003\",\"choices\":[\"40029\",\"42003\"]}");
    }

    @ParameterizedTest
    @EnumSource
    void standsInTheConformanceTable(Setting setting) throws IOException {
        assertThat(Files.readString(Path.of("../docs/emulator.md"))).contains("| `" + setting.label() + "`");
    }
}
