package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsExceptionTest {

    @Test
    void namesWhyTheDatabaseCouldNotBeOpened() {
        var failure = new LoginException(ErrorCode.STORE_UNAVAILABLE, "Try again.", "the pool refuses it", Map.of());

        assertThatThrownBy(() -> SettingsException.reported(() -> {
                    throw failure;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Saoma could not open its database: the pool refuses it")
                .hasCause(failure);
    }
}
