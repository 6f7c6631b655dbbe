package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every errcode of the QR login in its exact format, from its real cause where the emulator has one. */
class ErrorCodeTest {

    private static final String APPID = Sample.APP.appid();
    private static final String UNKNOWN_TOKEN = "48_" + "A".repeat(107);

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private String exchange(String... different) {
        return "/sns/oauth2/access_token?"
                + with(
                        Map.of(
                                "appid",
                                APPID,
                                "secret",
                                Sample.APP.secret(),
                                "code",
                                emulator.issueCode(APPID, "alice"),
                                "grant_type",
                                "authorization_code"),
                        different);
    }

    private String refresh(JsonNode token, String... different) {
        return "/sns/oauth2/refresh_token?"
                + with(
                        Map.of(
                                "appid",
                                APPID,
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                token.get("refresh_token").asString()),
                        different);
    }

    private String userinfo(JsonNode token, String... different) {
        return "/sns/userinfo?"
                + with(
                        Map.of(
                                "access_token", token.get("access_token").asString(),
                                "openid", token.get("openid").asString()),
                        different);
    }

    private static String with(Map<String, String> parameters, String... different) {
        Map<String, String> all = new HashMap<>(parameters);
        for (int i = 0; i < different.length; i += 2) {
            all.put(different[i], different[i + 1]);
        }
        return Visitor.encode(all);
    }

    private JsonNode token() {
        return new JsonMapper().readTree(visitor.get(exchange()).body());
    }

    private String after(Duration time, String path) {
        emulator.advanceClock(time);
        return path;
    }

    private String twice(String path) {
        visitor.get(path);
        return path;
    }

    private String set(Setting setting, String value, String path) {
        emulator.set(setting, value);
        return path;
    }

    private String faulty(Target target, int errcode, String errmsg, String path) {
        emulator.fault(target, 1, new Fault.ErrorCode(errcode, errmsg));
        return path;
    }

    private static Arguments row(int errcode, String stem, String cause, Function<ErrorCodeTest, String> path) {
        return Arguments.of(errcode, stem, cause, path);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(-1, "system error", "a fault", t -> t.faulty(Target.USERINFO, -1, "system error", "/sns/userinfo")),
                row(
                        40001,
                        "invalid credential, access_token is invalid or not latest",
                        "a token of nobody",
                        t -> t.userinfo(t.token(), "access_token", UNKNOWN_TOKEN)),
                row(40002, "invalid grant_type", "a wrong one", t -> t.exchange("grant_type", "code")),
                row(
                        40003,
                        "invalid openid",
                        "another user's",
                        t -> t.userinfo(t.token(), "openid", t.emulator.openid(APPID, "wang"))),
                row(40013, "invalid appid", "of nobody", t -> t.exchange("appid", "wx0000000000000000")),
                row(40014, "invalid access_token", "cut off", t -> t.userinfo(t.token(), "access_token", "48_abc")),
                row(40029, "invalid code", "of nobody", t -> t.exchange("code", "0".repeat(32))),
                row(
                        40030,
                        "invalid refresh_token",
                        "of nobody",
                        t -> t.refresh(t.token(), "refresh_token", UNKNOWN_TOKEN)),
                row(40125, "invalid appsecret", "of another app", t -> t.exchange("secret", Sample.OTHER_APP.secret())),
                row(40163, "code been used", "presented twice", t -> t.twice(t.exchange())),
                row(
                        40164,
                        "invalid ip 192.0.2.1, not in whitelist",
                        "a fault",
                        t -> t.faulty(
                                Target.ACCESS_TOKEN, 40164, "invalid ip 192.0.2.1, not in whitelist", t.exchange())),
                row(41001, "access_token missing", "left empty", t -> t.userinfo(t.token(), "access_token", "")),
                row(41002, "appid missing", "left empty", t -> t.exchange("appid", "")),
                row(41003, "refresh_token missing", "left empty", t -> t.refresh(t.token(), "refresh_token", "")),
                row(41004, "appsecret missing", "left empty", t -> t.exchange("secret", "")),
                row(41008, "missing code", "left empty", t -> t.exchange("code", "")),
                row(41009, "missing openid", "left empty", t -> t.userinfo(t.token(), "openid", "")),
                row(
                        42001,
                        "access_token expired",
                        "two hours",
                        t -> t.after(Duration.ofHours(2), t.userinfo(t.token()))),
                row(42002, "refresh_token expired", "30 days", t -> t.after(Duration.ofDays(30), t.refresh(t.token()))),
                row(
                        42003,
                        "code expired",
                        "ten minutes",
                        t -> t.after(Duration.ofMinutes(10), t.set(Setting.STALE_CODE_ERRCODE, "42003", t.exchange()))),
                row(42007, "user changed password, please login again", "the user did", t -> {
                    JsonNode token = t.token();
                    t.emulator.changePassword("alice");
                    return t.userinfo(token);
                }),
                row(42007, "user changed password, please login again", "the user did, refresh", t -> {
                    JsonNode token = t.token();
                    t.visitor.postJson("/_emulator/users/alice/change-password", "{}");
                    return t.refresh(token);
                }),
                row(
                        45009,
                        "reach max api daily quota limit",
                        "two of one",
                        t -> t.twice(t.set(Setting.DAILY_QUOTA, "1", t.exchange()))),
                row(45011, "api minute-quota reach limit, must slower, retry next minute", "two of one", t -> {
                    t.emulator.setClock(Instant.parse("2026-11-22T00:00:00Z"));
                    return t.twice(t.set(Setting.MINUTE_QUOTA, "1", t.exchange()));
                }),
                row(48001, "api unauthorized", "a scope without profile", t -> {
                    String code = t.visitor
                            .postJson(
                                    "/_emulator/codes",
                                    "{\"appid\":\"" + APPID + "\",\"userId\":\"alice\",\"scope\":\"snsapi_base\"}")
                            .body()
                            .replaceAll(".*:\"|\".*", "");
                    return t.userinfo(new JsonMapper()
                            .readTree(t.visitor.get(t.exchange("code", code)).body()));
                }),
                row(
                        48017,
                        "access point retired",
                        "a fault",
                        t -> t.faulty(Target.ACCESS_TOKEN, 48017, "access point retired", t.exchange())),
                row(
                        50002,
                        "user limited",
                        "a frozen user",
                        t -> t.exchange("code", t.emulator.issueCode(APPID, Sample.FROZEN.id()))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("rows")
    void hasItsExactShape(int errcode, String stem, String cause, Function<ErrorCodeTest, String> path) {
        HttpResponse<String> answer = visitor.get(path.apply(this));
        assertThat(answer.body())
                .matches("\\{\"errcode\":" + errcode + ",\"errmsg\":\"" + Pattern.quote(stem)
                        + ", rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
    }

    @Test
    void takesALoginAfterTheChangeOfPassword() {
        emulator.changePassword("alice");
        assertThat(visitor.get(userinfo(token())).body()).contains("nickname");
    }

    @Test
    void servesNoPictureThatHasGone() {
        User dora = Sample.DEAD_AVATAR;
        assertThat(visitor.get(dora.avatar()).statusCode()).isEqualTo(404);
    }
}
