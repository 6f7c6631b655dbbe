package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ServerApiTest {

    private static final String APPID = Sample.APP.appid();
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final WeChatEmulator emulator =
            WeChatEmulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of(
                "appid", APPID, "secret", Sample.APP.secret(), "code", code, "grant_type", "authorization_code"));
    }

    private JsonNode token(String userId) {
        return visitor.sns("oauth2/access_token", exchange(emulator.issueCode(APPID, userId)));
    }

    private JsonNode refresh(String token) {
        return visitor.sns(
                "oauth2/refresh_token", Map.of("appid", APPID, "grant_type", "refresh_token", "refresh_token", token));
    }

    private JsonNode userinfo(JsonNode token) {
        return visitor.sns("userinfo", access(token));
    }

    private static Map<String, String> access(JsonNode token) {
        return new HashMap<>(Map.of(
                "access_token", token.get("access_token").asString(),
                "openid", token.get("openid").asString()));
    }

    private static int errcode(JsonNode answer) {
        return answer.get("errcode").asInt();
    }

    @Test
    void exchangesACode() {
        JsonNode token = token("alice");
        assertThat(token.propertyNames())
                .containsExactly("access_token", "expires_in", "refresh_token", "openid", "scope", "unionid");
    }

    @Test
    void givesTokensOfAbout110Characters() {
        assertThat(token("alice").get("access_token").asString()).hasSize(110).startsWith("48_");
    }

    @Test
    void givesAnAccessTokenOfTwoHours() {
        assertThat(token("alice").get("expires_in").asInt()).isEqualTo(7200);
    }

    @Test
    void namesTheUserByApp() {
        assertThat(token("alice").get("openid").asString())
                .matches("o[A-Za-z0-9_-]{27}")
                .isEqualTo(emulator.openid(APPID, "alice"))
                .isNotEqualTo(emulator.openid(Sample.SECOND_APP.appid(), "alice"));
    }

    @Test
    void namesThePersonByAccount() {
        assertThat(token("alice").get("unionid").asString())
                .isEqualTo(emulator.unionid(Sample.SECOND_APP.appid(), "alice").orElseThrow())
                .isNotEqualTo(
                        emulator.unionid(Sample.OTHER_APP.appid(), "alice").orElseThrow());
    }

    @Test
    void leavesOutTheUnionidOfAUserWithoutOne() {
        assertThat(token("nounion").has("unionid")).isFalse();
    }

    @Test
    void keepsNamesOverRestarts() {
        try (WeChatEmulator another = WeChatEmulator.start()) {
            assertThat(another.openid(APPID, "alice")).isEqualTo(emulator.openid(APPID, "alice"));
        }
    }

    @Test
    void takesAForm() {
        HttpResponse<String> answer =
                visitor.postForm("/sns/oauth2/access_token", exchange(emulator.issueCode(APPID, "alice")));
        assertThat(answer.body()).contains("access_token");
    }

    @Test
    void takesAMixtureOfQueryAndForm() {
        Map<String, String> form = exchange(emulator.issueCode(APPID, "alice"));
        form.remove("appid");
        assertThat(visitor.postForm("/sns/oauth2/access_token?appid=" + APPID, form)
                        .body())
                .contains("access_token");
    }

    @Test
    void answersPlainTextWithoutCharset() {
        assertThat(visitor.get("/sns/auth").headers().firstValue("Content-Type"))
                .hasValue("text/plain");
    }

    @Test
    void answersErrorsWithStatus200() {
        assertThat(visitor.get("/sns/auth").statusCode()).isEqualTo(200);
    }

    @Test
    void endsErrorsWithAnRidThatHoldsTheTime() {
        String rid = String.format("%08x", NOW.getEpochSecond());
        assertThat(visitor.get("/sns/auth").body())
                .matches("\\{\"errcode\":41001,\"errmsg\":\"access_token missing, rid: " + rid
                        + "-[0-9a-f]{8}-[0-9a-f]{8}\"}");
    }

    @Test
    void escapesSlashes() {
        String body = visitor.get("/sns/userinfo?" + Visitor.encode(access(token("alice"))))
                .body();
        assertThat(body).contains("http:\\/\\/localhost:" + emulator.port() + "\\/mmopen\\/vi_32\\/alice\\/132");
    }

    @ParameterizedTest
    @CsvSource({
        "appid, '', 41002",
        "secret, '', 41004",
        "code, '', 41008",
        "grant_type, '', 40002",
        "grant_type, code, 40002",
        "appid, wx0000000000000000, 40013",
        "secret, 00000000000000000000000000000000, 40125",
        "code, 00000000000000000000000000000000, 40029"
    })
    void refusesAWrongExchange(String parameter, String value, int errcode) {
        Map<String, String> parameters = exchange(emulator.issueCode(APPID, "alice"));
        parameters.put(parameter, value);
        assertThat(errcode(visitor.sns("oauth2/access_token", parameters))).isEqualTo(errcode);
    }

    @Test
    void looksForMissingParametersBeforeWrongOnes() {
        Map<String, String> parameters = exchange("");
        parameters.put("secret", "wrong");
        assertThat(errcode(visitor.sns("oauth2/access_token", parameters))).isEqualTo(41008);
    }

    @Test
    void looksAtTheSecretBeforeTheCode() {
        Map<String, String> parameters = exchange("wrong");
        parameters.put("secret", "wrong");
        assertThat(errcode(visitor.sns("oauth2/access_token", parameters))).isEqualTo(40125);
    }

    @Test
    void keepsACodeThatAWrongSecretWasSentWith() {
        Map<String, String> parameters = exchange(emulator.issueCode(APPID, "alice"));
        visitor.sns("oauth2/access_token", new HashMap<>(parameters) {
            {
                put("secret", "wrong");
            }
        });
        assertThat(visitor.sns("oauth2/access_token", parameters).has("openid")).isTrue();
    }

    @Test
    void refusesACodeUsedTwice() {
        String code = emulator.issueCode(APPID, "alice");
        visitor.sns("oauth2/access_token", exchange(code));
        assertThat(errcode(visitor.sns("oauth2/access_token", exchange(code)))).isEqualTo(40163);
    }

    @Test
    void takesACodeOnceFromSixteenThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 20; round++) {
                String code = emulator.issueCode(APPID, "alice");
                Callable<Integer> call = () -> {
                    JsonNode answer = visitor.sns("oauth2/access_token", exchange(code));
                    return answer.has("errcode") ? errcode(answer) : 0;
                };
                Map<Integer, Integer> counts = new HashMap<>();
                for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(16, call))) {
                    counts.merge(answer.get(), 1, Integer::sum);
                }
                assertThat(counts).containsOnly(Map.entry(0, 1), Map.entry(40163, 15));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesACodeOfAnotherApp() {
        String code = emulator.issueCode(Sample.SECOND_APP.appid(), "alice");
        assertThat(errcode(visitor.sns("oauth2/access_token", exchange(code)))).isEqualTo(40029);
    }

    @Test
    void refusesAStaleCode() {
        String code = emulator.issueCode(APPID, "alice");
        emulator.advanceClock(Duration.ofSeconds(600));
        assertThat(errcode(visitor.sns("oauth2/access_token", exchange(code)))).isEqualTo(40029);
    }

    @Test
    void takesACodeToTheEndOfItsLife() {
        String code = emulator.issueCode(APPID, "alice");
        emulator.advanceClock(Duration.ofSeconds(599));
        assertThat(visitor.sns("oauth2/access_token", exchange(code)).has("openid"))
                .isTrue();
    }

    @Test
    void callsAStaleCode42003WhenSetSo() {
        try (WeChatEmulator other =
                WeChatEmulator.builder().staleCodeErrcode(42003).start()) {
            String code = other.issueCode(APPID, "alice");
            other.advanceClock(Duration.ofSeconds(601));
            assertThat(errcode(new Visitor(other).sns("oauth2/access_token", exchange(code))))
                    .isEqualTo(42003);
        }
    }

    @Test
    void refusesAFrozenUser() {
        assertThat(errcode(token("frozen"))).isEqualTo(50002);
    }

    @Test
    void refusesABlockedApp() {
        App app = Sample.APP;
        emulator.put(new App(
                APPID,
                app.secret(),
                app.name(),
                app.account(),
                app.callbackDomain(),
                true,
                app.type(),
                AppStatus.BLOCKED));
        assertThat(errcode(token("alice"))).isEqualTo(48001);
    }

    @Test
    void keepsAnAccessTokenThatIsRefreshedInTime() {
        JsonNode token = token("alice");
        assertThat(refresh(token.get("refresh_token").asString()).get("access_token"))
                .isEqualTo(token.get("access_token"));
    }

    @Test
    void extendsAnAccessTokenThatIsRefreshedInTime() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofSeconds(7000));
        refresh(token.get("refresh_token").asString());
        emulator.advanceClock(Duration.ofSeconds(7000));
        assertThat(userinfo(token).has("nickname")).isTrue();
    }

    @Test
    void replacesAnAccessTokenThatIsRefreshedLate() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofSeconds(7200));
        assertThat(refresh(token.get("refresh_token").asString()).get("access_token"))
                .isNotEqualTo(token.get("access_token"));
    }

    @Test
    void callsAReplacedAccessTokenExpired() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofSeconds(7200));
        refresh(token.get("refresh_token").asString());
        assertThat(errcode(userinfo(token))).isEqualTo(42001);
    }

    @Test
    void refusesARefreshTokenAfter30Days() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofDays(30));
        assertThat(errcode(refresh(token.get("refresh_token").asString()))).isEqualTo(42002);
    }

    @Test
    void neverProlongsARefreshToken() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofDays(29));
        refresh(token.get("refresh_token").asString());
        emulator.advanceClock(Duration.ofDays(1));
        assertThat(errcode(refresh(token.get("refresh_token").asString()))).isEqualTo(42002);
    }

    @ParameterizedTest
    @CsvSource({
        "'', refresh_token, x, 41002",
        "wx5a0a5a0a00000001, refresh_token, '', 41003",
        "wx5a0a5a0a00000001, code, x, 40002",
        "wx0000000000000000, refresh_token, x, 40013",
        "wx5a0a5a0a00000001, refresh_token, x, 40030"
    })
    void refusesAWrongRefresh(String appid, String grantType, String token, int errcode) {
        Map<String, String> parameters = Map.of("appid", appid, "grant_type", grantType, "refresh_token", token);
        assertThat(errcode(visitor.sns("oauth2/refresh_token", parameters))).isEqualTo(errcode);
    }

    @Test
    void refusesARefreshTokenOfAnotherApp() {
        String token = token("alice").get("refresh_token").asString();
        Map<String, String> parameters =
                Map.of("appid", Sample.SECOND_APP.appid(), "grant_type", "refresh_token", "refresh_token", token);
        assertThat(errcode(visitor.sns("oauth2/refresh_token", parameters))).isEqualTo(40030);
    }

    @Test
    void confirmsAGoodAccessToken() {
        String body = visitor.get("/sns/auth?" + Visitor.encode(access(token("alice"))))
                .body();
        assertThat(body).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void tellsTheProfile() {
        JsonNode profile = userinfo(token("emoji"));
        assertThat(profile.get("nickname").asString()).isEqualTo(Sample.EMOJI.nickname());
    }

    @Test
    void tellsNeitherSexNorPlace() {
        JsonNode profile = userinfo(token("alice"));
        assertThat(profile.get("sex").asInt()
                        + profile.get("city").asString()
                        + profile.get("country").asString())
                .isEqualTo("0");
    }

    @Test
    void tellsAnEmptyPictureOfAUserWithoutOne() {
        assertThat(userinfo(token("noavatar")).get("headimgurl").asString()).isEmpty();
    }

    @Test
    void servesThePictureThatItNames() throws Exception {
        assertThat(visitor.bytes("/mmopen/vi_32/alice/96")).startsWith(0xFF, 0xD8);
    }

    @ParameterizedTest
    @CsvSource({
        "access_token, '', 41001",
        "openid, '', 41009",
        "openid, oAAAAAAAAAAAAAAAAAAAAAAAAAAA, 40003",
        "access_token, short, 40014",
        "access_token, 48_AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEEEEEEEEFFFFFFFFFFGGGGGGGGGGHHHHHHHHHH, 40001"
    })
    void refusesAWrongProfileCall(String parameter, String value, int errcode) {
        Map<String, String> parameters = access(token("alice"));
        parameters.put(parameter, value);
        assertThat(errcode(visitor.sns("userinfo", parameters))).isEqualTo(errcode);
    }

    @Test
    void refusesAnExpiredAccessToken() {
        JsonNode token = token("alice");
        emulator.advanceClock(Duration.ofSeconds(7200));
        assertThat(errcode(userinfo(token))).isEqualTo(42001);
    }

    @Test
    void refusesTheProfileOutOfScope() {
        String body = "{\"appid\":\"" + APPID + "\",\"userId\":\"alice\",\"scope\":\"snsapi_base\"}";
        String code = visitor.postJson("/_emulator/codes", body).body().replaceAll(".*:\"|\".*", "");
        assertThat(errcode(userinfo(visitor.sns("oauth2/access_token", exchange(code)))))
                .isEqualTo(48001);
    }

    @Test
    void changesOnlyTheUnionidWhenAnAppMoves() {
        String before = token("alice").get("openid").asString() + emulator.unionid(APPID, "alice");
        emulator.put(App.website(APPID, Sample.APP.secret(), "Moved", Sample.OTHER_ACCOUNT, "localhost"));
        JsonNode after = token("alice");
        assertThat(before)
                .startsWith(after.get("openid").asString())
                .doesNotContain(after.get("unionid").asString());
    }

    @Test
    void forgetsAUserWhoWasDeleted() {
        emulator.put(User.named("gone", "Gone"));
        JsonNode token = token("gone");
        emulator.removeUser("gone");
        assertThat(errcode(userinfo(token))).isEqualTo(40001);
    }
}
