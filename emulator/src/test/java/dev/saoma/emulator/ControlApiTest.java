package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.saoma.emulator.world.Sample;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlApiTest {

    private static final String APP =
            "{\"appid\":\"wx00000000000000aa\",\"secret\":\"s\",\"callbackDomain\":\"a.example\"}";

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private int delete(String path) {
        return visitor.send(visitor.request(path).DELETE()).statusCode();
    }

    @Test
    void listsAppsInTheirShape() {
        assertThat(visitor.json("/_emulator/apps").get(0).propertyNames())
                .containsExactly(
                        "appid", "secret", "name", "account", "callbackDomain", "allowPorts", "type", "status");
    }

    @Test
    void listsUsersInTheirShape() {
        assertThat(visitor.json("/_emulator/users").get(0).propertyNames())
                .containsExactly("id", "nickname", "avatar", "unionid", "status");
    }

    @Test
    void addsAnApp() {
        visitor.postJson("/_emulator/apps", APP);
        assertThat(emulator.apps()).anyMatch(app -> app.callbackDomain().equals("a.example"));
    }

    @Test
    void replacesAnAppOfTheSameId() {
        visitor.postJson("/_emulator/apps", APP);
        visitor.postJson("/_emulator/apps", APP.replace("a.example", "b.example"));
        assertThat(emulator.apps()).noneMatch(app -> app.callbackDomain().equals("a.example"));
    }

    @Test
    void deletesAUser() {
        assertThat(delete("/_emulator/users/alice")).isEqualTo(204);
    }

    @Test
    void answers404ForAnIdThatDoesNotExist() {
        assertThat(delete("/_emulator/users/nobody")).isEqualTo(404);
    }

    @Test
    void keepsAnAccountThatOwnsApps() {
        assertThat(delete("/_emulator/accounts/default")).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users | {\"id\":\"a b\"} | User id must be 1 to 64 letters, digits, _ or -.",
                "users | {} | The body needs the field id.",
                "users | {\"id\":1} | The field id of the body must be text.",
                "users | [] | The body must be a JSON object.",
                "users | {\"id\":\"a\",\"unionid\":1} | The field unionid of the body must be true or false.",
                "accounts | {\"id\":\"a\",\"colour\":1} | The body has a field colour that means nothing here; known are id, name.",
                "clock | {} | The body needs either advance or set.",
                "codes | {\"appid\":\"wx5a0a5a0a00000004\",\"userId\":\"alice\",\"scope\":\"snsapi_login\"} | App wx5a0a5a0a00000004 is a service account; its scope is snsapi_base or snsapi_userinfo.",
                "faults | {\"endpoint\":\"poll\",\"kind\":\"altered_state\"} | The endpoint callback takes double_callback and altered_state, and nothing else takes these.",
                "faults | {\"endpoint\":\"qrcode\",\"kind\":\"errcode\",\"errcode\":-1} | Errcode does not fit the endpoint qrcode, whose answers carry none; use html, reset or another."
            })
    void saysWhatIsWrong(String path, String body, String sentence) {
        HttpResponse<String> answer = visitor.postJson("/_emulator/" + path, body);
        assertThat(answer.statusCode() + answer.body()).isEqualTo("400{\"error\":\"" + sentence + "\"}");
    }

    @Test
    void refusesABodyThatIsNotJson() {
        assertThat(visitor.postJson("/_emulator/users", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesATypeThatABrowserSendsWithoutAsking() {
        assertThat(visitor.send(visitor.request("/_emulator/users")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"id\":\"a\"}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1"})
    void refusesAPageOfAnotherOrigin(String origin) {
        assertThat(visitor.send(visitor.request("/_emulator/reset")
                                .header("Origin", origin)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void letsItsOwnPagesIn() {
        assertThat(visitor.send(visitor.request("/_emulator/reset")
                                .header("Origin", emulator.baseUrl())
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void letsAListedOriginIn() {
        try (WeChatEmulator open =
                WeChatEmulator.builder().allowOrigin("https://app.example").start()) {
            Visitor page = new Visitor(open);
            assertThat(page.send(page.request("/_emulator/reset")
                                    .header("Origin", "https://app.example")
                                    .POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void drivesAQrCode() {
        String path = "/_emulator/qrcodes/" + visitor.openLogin(LoginPageTest.login());
        visitor.postJson(path + "/scan", "{\"userId\":\"alice\"}");
        assertThat(visitor.postJson(path + "/allow", "{}").body())
                .contains("\"status\":\"allowed\",\"userId\":\"alice\"");
    }

    @Test
    void refusesToAllowForAnotherUser() {
        String path = "/_emulator/qrcodes/" + visitor.openLogin(LoginPageTest.login());
        visitor.postJson(path + "/scan", "{\"userId\":\"alice\"}");
        assertThat(visitor.postJson(path + "/allow", "{\"userId\":\"wang\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void expiresAQrCode() {
        String path = "/_emulator/qrcodes/" + visitor.openLogin(LoginPageTest.login());
        assertThat(visitor.postJson(path + "/expire", "{}").body()).contains("\"status\":\"expired\"");
    }

    @Test
    void listsTheQrCodesOfOneAppNewestFirst() {
        visitor.openLogin(LoginPageTest.login("state", "older"));
        visitor.openLogin(LoginPageTest.login("state", "newer"));
        visitor.openLogin(LoginPageTest.login("appid", Sample.SECOND_APP.appid()));
        JsonNode list = visitor.json("/_emulator/qrcodes?live=true&appid=" + Sample.APP.appid());
        assertThat(list.findValuesAsString("state")).containsExactly("newer", "older");
    }

    @Test
    void movesTheClock() {
        visitor.postJson("/_emulator/clock", "{\"set\":\"2030-01-01T00:00:00Z\"}");
        assertThat(visitor.postJson("/_emulator/clock", "{\"advance\":\"PT1H\"}")
                        .body())
                .startsWith("{\"now\":\"2030-01-01T01:00:0");
    }

    @Test
    void setsTheClockBackToTheRealTimeAndLeavesTheRest() {
        emulator.removeUser("alice");
        visitor.postJson("/_emulator/clock", "{\"advance\":\"PT1H\"}");
        assertThat(delete("/_emulator/clock")).isEqualTo(200);
        assertThat(emulator.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(emulator.users()).doesNotContain(Sample.ALICE);
    }

    @Test
    void resetsEverything() {
        visitor.postJson("/_emulator/apps", APP);
        visitor.openLogin(LoginPageTest.login());
        visitor.postJson("/_emulator/reset", "{}");
        assertThat(emulator.apps().size() + emulator.qrCodes().size()).isEqualTo(4);
    }

    @Test
    void explainsARejectedRequest() {
        visitor.sns(
                "oauth2/access_token",
                Map.of(
                        "appid",
                        "wx0000000000000000",
                        "secret",
                        "canary-secret",
                        "code",
                        "canary-code",
                        "grant_type",
                        "authorization_code"));
        JsonNode entry = visitor.json("/_emulator/requests").get(0);
        assertThat(entry.get("explanation").get("received").asString()).isEqualTo("wx0000000000000000");
    }

    @Test
    void numbersRequestsOnAfterAReset() {
        visitor.get("/sns/auth");
        emulator.reset();
        visitor.get("/sns/auth");
        assertThat(visitor.json("/_emulator/requests").get(0).get("number").asLong())
                .isEqualTo(2);
    }

    @Test
    void recordsNoSecretAndNoCode() {
        visitor.sns(
                "oauth2/access_token",
                Map.of(
                        "appid",
                        Sample.APP.appid(),
                        "secret",
                        "canary1",
                        "code",
                        "canary2",
                        "appsecret",
                        "canary3",
                        "grant_type",
                        "authorization_code"));
        assertThat(visitor.get("/_emulator/requests").body())
                .contains("access_token")
                .doesNotContain("canary");
    }
}
