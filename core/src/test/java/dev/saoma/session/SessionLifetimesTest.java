package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLifetimesTest {
    @ParameterizedTest
    @CsvSource({
        "PT1M59S, PT12H, PT30S, PT10M",
        "PT30M, PT0S, PT30S, PT10M",
        "PT30M, PT12H, PT-1S, PT10M",
        "PT30M, PT12H, PT30S, PT0S",
        "PT30M, PT12H, PT29M, PT10M",
        "PT30M, PT12H, PT30M, PT10M",
        "PT30M, PT12H, PT12H, PT10M",
        "PT2M, PT12H, PT1M, PT10M"
    })
    void refusesALifeThatWouldEndSessionsInUse(Duration idle, Duration absolute, Duration cached, Duration recent) {
        assertThatThrownBy(() -> new SessionLifetimes(idle, absolute, cached, recent))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT30M, PT28M59.999S", "PT2M, PT59S", "PT2M, PT0S"})
    void takesTheLongestThatEndsNone(Duration idle, Duration cached) {
        var life = new SessionLifetimes(idle, Duration.ofHours(12), cached, Duration.ofMinutes(10));

        assertThat(life.cached()).isEqualTo(cached);
    }
}
