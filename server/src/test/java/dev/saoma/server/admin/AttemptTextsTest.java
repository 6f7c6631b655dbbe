package dev.saoma.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.AttemptReference;
import dev.saoma.server.flow.FlowAttempt;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptTextsTest {
    private final AttemptTexts texts = new AttemptTexts();
    private final LocalizedErrors errors = new LocalizedErrors();
    private final ErrorTexts english = errors.in(Language.ENGLISH);

    private static FlowAttempt attempt(long number) {
        return new FlowAttempt(
                number,
                new AttemptReference("0123456789abcdef"),
                Optional.of("MyWeChatLogin"),
                false,
                Instant.EPOCH,
                List.of());
    }

    @Test
    void makesATextOncePerLanguage() {
        String text = texts.of(attempt(7), english);

        assertThat(text).contains("\"number\":7", "\"attempt\":\"0123456789abcdef\"");
        assertThat(texts.of(attempt(7), english)).isSameAs(text);
        assertThat(texts.of(attempt(7), errors.in(Language.CHINESE))).isNotSameAs(text);
        assertThat(texts.of(attempt(8), english)).contains("\"number\":8");
    }

    @Test
    void forgetsTheOldestOfManyTexts() {
        String first = texts.of(attempt(1), english);
        for (int number = 2; number <= 401; number++) {
            texts.of(attempt(number), english);
        }

        assertThat(texts.of(attempt(1), english)).isNotSameAs(first);
    }
}
