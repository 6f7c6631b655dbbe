package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import dev.saoma.testing.Stall;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeChatAnswersTest {
    private static final Site SITE = new Site();
    private static final String LOGIN = "MyWeChatLogin";

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "40029,400,wechat_code_invalid,false",
        "40163,400,wechat_code_invalid,false",
        "42003,400,wechat_code_invalid,false",
        "40013,502,wechat_configuration,false",
        "40125,502,wechat_configuration,false",
        "48001,502,wechat_configuration,false",
        "-1,503,wechat_busy,true",
        "45009,503,wechat_busy,true",
        "45011,503,wechat_busy,true"
    })
    void saysInOurWordsWhatWeChatRefused(int errcode, int status, String code, boolean retryable) {
        String sent = "refused" + errcode;
        SITE.wechat.answer(sent, "{\"errcode\":" + errcode + ",\"errmsg\":\"secret " + Site.SECRET + "\"}");
        Browser browser = SITE.browser();

        Reply reply = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), sent);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("retryable").asBoolean()).isEqualTo(retryable);
        assertThat(reply.text("returnTo")).isEqualTo("/orders?open=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON|502|wechat_bad_answer",
                "{\"access_token\":\"AT-1\"}|502|wechat_bad_answer",
                "{\"access_token\":\"AT-1\",\"openid\":\"o-snap\",\"is_snapshotuser\":1}|403|snapshot_user",
                "hang|504|wechat_unreachable"
            })
    void standsWhateverWeChatAnswers(String answer, int status, String code) {
        String sent = "odd" + Math.abs(answer.hashCode());
        SITE.wechat.answer(sent, answer);
        Browser browser = SITE.browser();
        try (var stall = new Stall()) {
            Reply reply = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), sent);

            assertThat(stall.used()).isLessThan(Duration.ofMillis(6_500));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.code()).isEqualTo(code);
        }
    }
}
