package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.AppFolder;
import dev.saoma.wechat.AuthConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private final Secret secret = Secret.of(AppFolder.CANARY);

    @Test
    void givesItsValueToWhoeverAsksForIt() {
        assertThat(secret.reveal()).isEqualTo(AppFolder.CANARY);
    }

    @Test
    void printsNothing() {
        assertThat(secret).hasToString("***");
    }

    @Test
    void printsNothingInsideOthers() {
        assertThat(Map.of("x", new AuthConfig("wx1", secret)).toString()).doesNotContain(AppFolder.CANARY);
    }

    @Test
    void hasNoValueInJson() {
        assertThat(json(new AuthConfig("wx1", secret))).doesNotContain(AppFolder.CANARY);
    }

    private static String json(Object value) {
        try {
            return JsonMapper.builder().build().writeValueAsString(value);
        } catch (JacksonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void isEqualByValue() {
        assertThat(secret).isEqualTo(Secret.of(AppFolder.CANARY)).isNotEqualTo(Secret.of("other"));
    }

    @Test
    void hasAHashThatSaysNothing() {
        assertThat(secret).hasSameHashCodeAs(Secret.of("other"));
    }
}
