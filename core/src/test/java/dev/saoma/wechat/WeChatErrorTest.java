package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.AppFolder;
import dev.saoma.error.LoginException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatErrorTest {
    private static StubbedClient wechat;

    @BeforeAll
    static void open() {
        wechat = new StubbedClient(Duration.ofSeconds(5));
    }

    @AfterAll
    static void close() {
        wechat.close();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, wechat_busy",
        "40001, wechat_code_invalid",
        "40002, wechat_configuration",
        "40003, wechat_code_invalid",
        "40013, wechat_configuration",
        "40014, wechat_code_invalid",
        "40029, wechat_code_invalid",
        "40030, wechat_configuration",
        "40125, wechat_configuration",
        "40163, wechat_code_invalid",
        "40164, wechat_configuration",
        "41001, wechat_configuration",
        "41002, wechat_configuration",
        "41004, wechat_configuration",
        "41008, wechat_configuration",
        "41009, wechat_configuration",
        "42001, wechat_code_invalid",
        "42003, wechat_code_invalid",
        "42007, wechat_code_invalid",
        "45009, wechat_busy",
        "45011, wechat_busy",
        "48001, wechat_configuration",
        "48017, wechat_configuration",
        "50001, wechat_configuration",
        "50002, forbidden",
        "99999, wechat_configuration"
    })
    void isSaidInOurWords(long errcode, String code) {
        assertThat(failure("{\"errcode\":" + errcode + ",\"errmsg\":\"x\"}")
                        .code()
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n2026-11-28 ERROR forged", "\\r\\n", "\\u001b[2J", "\\u2028x", "\\u202ex"})
    void putsNoControlCharacterIntoTheNote(String text) {
        assertThat(failure("{\"errcode\":40013,\"errmsg\":\"" + text + ", rid: 64993d2c-2af4" + text + "\"}")
                        .note())
                .isEqualTo("/sns/oauth2/access_token answered errcode 40013, rid 64993d2c-2af4"
                        + ": check authConfig.appId of the instance");
    }

    @Test
    void mayComeAsAText() {
        assertThat(failure("{\"errcode\":\"40029\"}").code().code()).isEqualTo("wechat_code_invalid");
    }

    @Test
    void winsOverAnOpenId() {
        assertThat(failure("{\"errcode\":40029," + StubbedClient.GOOD.substring(1))
                        .code()
                        .code())
                .isEqualTo("wechat_code_invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {40013, 41002, 40125, 41004, 48001, 40164})
    void namesTheSettingToTheOperatorAlone(int errcode) {
        LoginException failure = failure("{\"errcode\":" + errcode + "}");

        assertThat(failure.note()).contains("errcode " + errcode).contains(": ");
        assertThat(failure.getMessage()).doesNotContain(String.valueOf(errcode));
    }

    @Test
    void tellsTheOperatorWeChatsRequestId() {
        assertThat(failure("{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 64993d2c-2af40adf-01b005b5\"}")
                        .note())
                .contains("64993d2c-2af40adf-01b005b5");
    }

    @Test
    void doesNotRepeatWeChatsText() {
        LoginException failure = failure("{\"errcode\":40125,\"errmsg\":\"invalid appsecret " + AppFolder.CANARY
                + ", rid: " + AppFolder.CANARY + "\"}");

        assertThat(failure.getMessage() + failure.note()).doesNotContain(AppFolder.CANARY);
    }

    private static LoginException failure(String body) {
        return wechat.refusal(WeChatStub.body(body));
    }
}
