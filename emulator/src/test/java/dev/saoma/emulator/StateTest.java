package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.Sample;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A state exported from one emulator and imported into another one. */
class StateTest {

    private static final String STATE = "/_emulator/state";

    private final WeChatEmulator from = WeChatEmulator.start();
    private final WeChatEmulator to = WeChatEmulator.start();

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private static HttpResponse<String> put(WeChatEmulator emulator, String state) {
        Visitor visitor = new Visitor(emulator);
        return visitor.send(visitor.request(STATE)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(state)));
    }

    private String exported() {
        return new Visitor(from).get(STATE).body();
    }

    private void move() {
        assertThat(put(to, exported()).statusCode()).isEqualTo(200);
    }

    private static String code(WeChatEmulator emulator) {
        return emulator.issueCode(Sample.APP.appid(), "alice");
    }

    private static JsonNode exchange(WeChatEmulator emulator, String code) {
        return new Visitor(emulator)
                .sns(
                        "oauth2/access_token",
                        Map.of(
                                "appid",
                                Sample.APP.appid(),
                                "secret",
                                Sample.APP.secret(),
                                "code",
                                code,
                                "grant_type",
                                "authorization_code"));
    }

    private static JsonNode refresh(WeChatEmulator emulator, JsonNode tokens) {
        return new Visitor(emulator)
                .sns(
                        "oauth2/refresh_token",
                        Map.of(
                                "appid",
                                Sample.APP.appid(),
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                tokens.get("refresh_token").asString()));
    }

    private static int auth(WeChatEmulator emulator, JsonNode tokens) {
        return errcode(new Visitor(emulator)
                .sns(
                        "auth",
                        Map.of(
                                "access_token",
                                tokens.get("access_token").asString(),
                                "openid",
                                tokens.get("openid").asString())));
    }

    private static int errcode(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    @Test
    void carriesTheWorld() {
        from.removeUser("alice");
        move();
        assertThat(to.users()).isEqualTo(from.users());
    }

    @Test
    void carriesACodeThatIsThenGoodOnce() {
        String code = code(from);
        move();
        assertThat(errcode(exchange(to, code))).isZero();
        assertThat(errcode(exchange(to, code))).isEqualTo(40163);
    }

    @Test
    void carriesThatACodeWasUsed() {
        String code = code(from);
        exchange(from, code);
        move();
        assertThat(errcode(exchange(to, code))).isEqualTo(40163);
    }

    @Test
    void carriesTheLifeOfACode() {
        String code = code(from);
        from.advanceClock(Duration.ofMinutes(9));
        move();
        to.advanceClock(Duration.ofMinutes(1));
        assertThat(errcode(exchange(to, code))).isEqualTo(40029);
    }

    @Test
    void dropsACodeThatIsOverByTheTimeOfTheImport() {
        code(from);
        String state = exported().replaceFirst("\"clockOffset\":\"\\w+\"", "\"clockOffset\":\"PT10M\"");
        put(to, state);
        assertThat(new Visitor(to).get(STATE).body()).contains("\"codes\":[]");
    }

    @Test
    void carriesAnAccessToken() {
        JsonNode tokens = exchange(from, code(from));
        move();
        assertThat(auth(to, tokens)).isZero();
    }

    @Test
    void carriesTheLifeOfAnAccessToken() {
        JsonNode tokens = exchange(from, code(from));
        move();
        to.advanceClock(Duration.ofHours(2));
        assertThat(auth(to, tokens)).isEqualTo(42001);
    }

    @Test
    void carriesARefreshToken() {
        JsonNode tokens = exchange(from, code(from));
        from.advanceClock(Duration.ofDays(29));
        move();
        assertThat(errcode(refresh(to, tokens))).isZero();
        to.advanceClock(Duration.ofDays(1));
        assertThat(errcode(refresh(to, tokens))).isEqualTo(42002);
    }

    @Test
    void carriesThatAnAccessTokenWasReplaced() {
        JsonNode tokens = exchange(from, code(from));
        from.advanceClock(Duration.ofHours(2));
        refresh(from, tokens);
        move();
        assertThat(auth(to, tokens)).isEqualTo(42001);
    }

    @Test
    void carriesThatTokensAreVoid() {
        JsonNode tokens = exchange(from, code(from));
        from.changePassword("alice");
        move();
        assertThat(auth(to, tokens)).isEqualTo(42007);
    }

    @Test
    void carriesTheScope() {
        String code = new Visitor(from)
                .postJson(
                        "/_emulator/codes",
                        "{\"appid\":\"" + Sample.APP.appid() + "\",\"userId\":\"alice\",\"scope\":\"snsapi_base\"}")
                .body()
                .replaceFirst(".*:\"(\\w+)\"}", "$1");
        move();
        assertThat(exchange(to, code).get("scope").asString()).isEqualTo("snsapi_base");
    }

    @Test
    void dropsTokensWhoseRefreshTokenIsOver() {
        exchange(from, code(from));
        from.advanceClock(Duration.ofDays(30));
        assertThat(exported()).contains("\"tokens\":[]");
    }

    @Test
    void carriesTheSettings() {
        from.set(Setting.QUOTA_PER, "address");
        move();
        assertThat(new Visitor(to).get("/_emulator/settings").body()).contains("\"quotaPer\":\"address\"");
    }

    @Test
    void tellsTheSettingsInTheirOwnOrder() {
        assertThat(exported())
                .contains("\"settings\":"
                        + new Visitor(from).get("/_emulator/settings").body());
    }

    @Test
    void carriesHowFarTheClockWasMoved() {
        from.advanceClock(Duration.ofDays(3));
        move();
        assertThat(to.now()).isBetween(Instant.now().plusSeconds(3 * 86_400 - 60), from.now());
    }

    @Test
    void leavesAloneWhatAnOlderStateDoesNotSay() {
        String code = code(to);
        to.set(Setting.QUOTA_PER, "address");
        to.advanceClock(Duration.ofMinutes(5));
        String older = exported().replaceFirst(",\"settings\".*", "}");
        assertThat(put(to, older).statusCode()).isEqualTo(200);
        assertThat(errcode(exchange(to, code))).isZero();
        assertThat(new Visitor(to).get(STATE).body()).contains("\"clockOffset\":\"PT5M\"", "\"quotaPer\":\"address\"");
    }

    @Test
    void takesTenThousandCodesAndTheTokensOfTenThousandLogins() {
        String consent = "\"appid\":\"" + Sample.APP.appid() + "\",\"userId\":\"alice\",\"scope\":\"snsapi_login\"";
        String end = Instant.now().plusSeconds(600).toString();
        String codes = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"code\":\"code%05d\",%s,\"expiresAt\":\"%s\"}".formatted(i, consent, end))
                .collect(Collectors.joining(","));
        String tokens = IntStream.range(0, 10_000)
                .mapToObj(i ->
                        ("{\"accessToken\":\"48_a%0100d\",\"accessExpiresAt\":\"%s\",\"refreshToken\":\"48_r%0100d\","
                                        + "\"refreshExpiresAt\":\"%s\",%s}")
                                .formatted(i, end, i, end, consent))
                .collect(Collectors.joining(","));
        String state = exported().replace("\"codes\":[]", "\"codes\":[" + codes + "]");
        assertThat(put(to, state.replace("\"tokens\":[]", "\"tokens\":[" + tokens + "]"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(errcode(exchange(to, "code09999"))).isZero();
    }
}
