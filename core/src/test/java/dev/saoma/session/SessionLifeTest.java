package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLifeTest {
    @ParameterizedTest
    @CsvSource({
        "PT1M59S, PT12H, PT30S, PT10M",
        "PT30M, PT0S, PT30S, PT10M",
        "PT30M, PT12H, PT-1S, PT10M",
        "PT30M, PT12H, PT30S, PT0S"
    })
    void refusesALifeThatWouldEndSessionsInUse(Duration idle, Duration absolute, Duration cached, Duration recent) {
        assertThatThrownBy(() -> new SessionLife(idle, absolute, cached, recent))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
