package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final String ATTEMPTS = "/api/login/MyWeChatLogin/attempts";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|201",
                "application/json; charset=utf-8|201",
                "Application/JSON;charset=\"UTF-8\"|201",
                "text/plain|415",
                "application/x-www-form-urlencoded|415",
                "multipart/form-data; boundary=x|415",
                "application/json; charset=utf-16|415",
                "application/json; charset=utf-8; x=y|415",
                "application/jsonx|415",
                "application/merge-patch+json|415",
                "text/json|415",
                "*/*|415",
                "application/json, text/plain|415"
            })
    void takesOnlyJson(String type, int expected) {
        Reply reply = SITE.browser().send("POST", ATTEMPTS, "{\"intent\":\"login\"}", "Content-Type: " + type);

        assertThat(reply.status()).isEqualTo(expected);
    }

    @Test
    void refusesABodyWithoutTypeOrCompressed() {
        Browser browser = SITE.browser();

        assertThat(browser.send("POST", ATTEMPTS, "{\"intent\":\"login\"}").status())
                .isEqualTo(415);
        assertThat(browser.post(ATTEMPTS, "{\"intent\":\"login\"}", "Content-Encoding: gzip")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void takesSixteenKibibytesAndNotOneByteMore() {
        Browser browser = SITE.browser();
        String frame = "{\"intent\":\"login\",\"x\":\"\"}";
        String fits = "{\"intent\":\"login\",\"x\":\"" + "a".repeat(16_384 - frame.length()) + "\"}";
        String chunked = Integer.toHexString(fits.length() + 1) + "\r\n" + fits + " \r\n0\r\n\r\n";

        assertThat(browser.post(ATTEMPTS, fits).status()).isEqualTo(201);
        assertThat(browser.post(ATTEMPTS, fits + " ").code()).isEqualTo("payload_too_large");
        assertThat(browser.post(ATTEMPTS, chunked, "Transfer-Encoding: chunked").status())
                .isEqualTo(413);
        assertThat(browser.post(ATTEMPTS, "{\"x\":\"" + "a".repeat(2_000_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void blamesTheSenderForABodyThatIsBadlyChunked() {
        for (String body : List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "fffffffffffffffff\r\n{}")) {
            Reply reply = Wire.send(
                    SITE.port(),
                    "POST",
                    ATTEMPTS,
                    List.of("Content-Type: application/json", "Transfer-Encoding: chunked"),
                    body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"intent\"",
                "1",
                "{",
                "{\"intent\":\"login\"",
                "{\"intent\":\"login\"}}",
                "{\"intent\":\"login\"}{}",
                "{'intent':'login'}",
                "{intent:\"login\"}",
                "{\"intent\":\"login\",}",
                "{\"intent\":\"login\",\"intent\":\"bind\"}",
                "{\"intent\":\"login\",\"x\":{\"a\":1,\"a\":2}}",
                "/**/{\"intent\":\"login\"}",
                "{\"intent\":NaN}",
                "{\"intent\":\"lo\u0001gin\"}",
                "<intent/>",
                "intent=login"
            })
    void refusesWhatIsNotOneCleanObject(String body) {
        Reply reply = SITE.browser().post(ATTEMPTS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
    }

    @Test
    void refusesOtherEncodingsAndTooManyLevels() {
        Browser browser = SITE.browser();
        String body = "{\"intent\":\"login\"}";
        String type = "Content-Type: application/json";

        assertThat(browser.send("POST", ATTEMPTS, body.getBytes(StandardCharsets.UTF_16LE), type)
                        .status())
                .isEqualTo(400);
        assertThat(browser.send("POST", ATTEMPTS, body.getBytes(StandardCharsets.UTF_16), type)
                        .status())
                .isEqualTo(400);
        assertThat(browser.send("POST", ATTEMPTS, new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'}, type)
                        .status())
                .isEqualTo(400);
        assertThat(browser.post(ATTEMPTS, nested(15)).status()).isEqualTo(201);
        assertThat(browser.post(ATTEMPTS, nested(16)).status()).isEqualTo(400);
        assertThat(browser.post(ATTEMPTS, nested(5_000)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|intent",
                "{\"intent\":null}|intent",
                "{\"intent\":1}|intent",
                "{\"intent\":[\"login\"]}|intent",
                "{\"intent\":{}}|intent",
                "{\"intent\":true}|intent",
                "{\"intent\":\"\"}|intent",
                "{\"intent\":\"LOGIN\"}|intent",
                "{\"intent\":\"unbind\"}|intent",
                "{\"intent\":\"login\",\"display\":\"tab\"}|display",
                "{\"intent\":\"login\",\"display\":7}|display",
                "{\"intent\":\"login\",\"returnTo\":7}|returnTo",
                "{\"intent\":\"login\",\"redirectUri\":\"https://evil.example/\"}|redirectUri",
                "{\"intent\":\"login\",\"redirectUri\":\"https://app.example.com/wechat/back?x\"}|redirectUri",
                "{\"intent\":\"login\",\"redirectUri\":\"HTTPS://app.example.com/wechat/back\"}|redirectUri",
                "{\"intent\":\"login\",\"redirectUri\":[]}|redirectUri",
                "{\"intent\":\"login\",\"binding\":\"Header\"}|binding",
                "{\"intent\":\"login\",\"binding\":true}|binding",
                "{\"intent\":\"bind\",\"invitation\":7}|invitation",
                "{\"intent\":\"login\",\"invitation\":\"x\"}|invitation"
            })
    void namesTheMemberThatIsWrong(String body, String member) {
        Reply reply = SITE.browser().post(ATTEMPTS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
        assertThat(reply.text("detail")).startsWith(member + " ");
        assertThat(reply.all("Set-Cookie")).isEmpty();
    }

    @Test
    void takesOnlyListedRedirectAddresses() {
        Browser browser = SITE.browser();
        String listed = "https://app.example.com/wechat/back";
        String ours = "https://login.example.com/api/login/MyWeChatLogin/callback";

        for (String uri : List.of(listed, ours)) {
            Reply reply = browser.post(
                    ATTEMPTS, "{\"intent\":\"login\",\"display\":\"page\",\"redirectUri\":\"" + uri + "\"}");
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.text("redirectUri")).isEqualTo(uri);
        }
    }

    @Test
    void ignoresMembersThatItDoesNotKnow() {
        assertThat(SITE.browser()
                        .post(ATTEMPTS, "{\"intent\":\"login\",\"userId\":\"root\",\"@class\":\"x\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void takesParametersFromTheBodyAlone() {
        Browser browser = SITE.browser();
        String state = browser.start("MyWeChatLogin", "login").text("state");

        assertThat(browser.post("/api/login/MyWeChatLogin/code?code=x-1", Browser.pair(state, "x-2"))
                        .code())
                .isEqualTo("invalid_request");
        assertThat(browser.post("/api/login/MyWeChatLogin/code?state=" + state, "{\"code\":\"x-1\"}")
                        .code())
                .isEqualTo("invalid_request");
        assertThat(browser.delete("/api/session?x").code()).isEqualTo("invalid_request");
        assertThat(browser.finish("MyWeChatLogin", state, "query-3").status()).isEqualTo(200);
    }

    @Test
    void refusesCodesThatAreNoCodesWithoutUsingTheAttemptUp() {
        Browser browser = SITE.browser();
        String state = browser.start("MyWeChatLogin", "login").text("state");

        for (String code : List.of("a b", "a\\u0000", "ü", "a\\r\\nX: y", "", "x".repeat(513))) {
            assertThat(browser.finish("MyWeChatLogin", state, code).code()).isEqualTo("invalid_request");
        }
        assertThat(browser.post("/api/login/MyWeChatLogin/code", "{\"code\":\"x-1\"}")
                        .text("detail"))
                .startsWith("state ");
        assertThat(browser.finish("MyWeChatLogin", state, "clean-3").status()).isEqualTo(200);
    }

    private static String nested(int levels) {
        return "{\"intent\":\"login\",\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }
}
