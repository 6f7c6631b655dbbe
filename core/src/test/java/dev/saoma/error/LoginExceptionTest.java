package dev.saoma.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginExceptionTest {

    @Test
    void keepsTheOrderOfItsDetails() {
        var details = new LinkedHashMap<String, Object>();
        IntStream.range(0, 20).forEach(i -> details.put("key" + i, i));

        assertThat(new LoginException(ErrorCode.FORBIDDEN, "no", "", details)
                        .details()
                        .keySet())
                .containsExactlyElementsOf(details.keySet());
    }

    @Test
    void keepsItsCauseWhenMoreIsSaid() {
        var failure = new LoginException(ErrorCode.STORE_UNAVAILABLE, "no");
        failure.initCause(new IllegalStateException("why"));

        assertThat(failure.with("returnTo", "/home")).hasRootCauseMessage("why");
    }

    @Test
    void keepsWhatItSaidWhenMoreIsSaid() {
        LoginException more = new LoginException(ErrorCode.FORBIDDEN, "no", "note", Map.of("a", 1)).with("b", 2);

        assertThat(more.code() + more.getMessage() + more.note()).isEqualTo("FORBIDDEN" + "no" + "note");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void hasACodeThatIsFoundAgain(ErrorCode code) {
        assertThat(ErrorCode.of(code.code())).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "state_invalid, 400, false",
        "wechat_not_bound, 403, false",
        "already_bound, 409, false",
        "corp_required, 422, false",
        "wechat_configuration, 502, false",
        "wechat_busy, 503, true",
        "wechat_unreachable, 504, true",
        "store_unavailable, 503, true"
    })
    void hasAStatus(String code, int status, boolean retryable) {
        assertThat(ErrorCode.of(code))
                .get()
                .extracting(ErrorCode::status, ErrorCode::retryable)
                .containsExactly(status, retryable);
    }

    @Test
    void hasNo5xxOfOursButTheDatabases() {
        assertThat(Arrays.stream(ErrorCode.values()).filter(code -> code.status() >= 500))
                .containsExactlyInAnyOrder(
                        ErrorCode.WECHAT_CONFIGURATION,
                        ErrorCode.WECHAT_BAD_ANSWER,
                        ErrorCode.WECHAT_BUSY,
                        ErrorCode.WECHAT_UNREACHABLE,
                        ErrorCode.STORE_UNAVAILABLE,
                        ErrorCode.CONFIGURATION_INVALID,
                        ErrorCode.INTERNAL_ERROR);
    }
}
