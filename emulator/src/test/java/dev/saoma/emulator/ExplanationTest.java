package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.internal.http.Explanation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The request log's explanation of a missing parameter. */
class ExplanationTest {

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth | The parameter access_token is missing. | (no parameters at all)",
                "auth?access_token=t&lang=en | The parameter openid is missing. | (only access_token, lang)",
                "auth?access_token=&openid=o | The parameter access_token is empty. | (access_token without a value)"
            })
    void namesTheMissingParameterAndWhatCame(String path, String reason, String received) {
        visitor.get("/sns/" + path);
        Explanation explanation = emulator.requests().get(0).explanation().orElseThrow();
        assertThat(explanation.reason()).isEqualTo(reason);
        assertThat(explanation.received()).isEqualTo(received);
    }
}
