package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptReferenceTest {
    private static final String GOOD = "0123456789abcdef";

    @Test
    void isTheBeginOfTheStoredHash() {
        Token state = Token.random();

        assertThat(AttemptReference.of(state)).hasToString(state.hash().value().substring(0, 16));
    }

    @Test
    void showsNothingOfTheState() {
        Token state = Token.random();

        assertThat(state.reveal()).doesNotContain(AttemptReference.of(state).value());
    }

    @Test
    void isReadBack() {
        assertThat(AttemptReference.parse(GOOD)).contains(new AttemptReference(GOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcde",
                "0123456789abcdef0",
                "0123456789ABCDEF",
                "0123456789abcdeg",
                "0123456789abcde\n",
                "0123456789abcdef\n",
                "0123456789abcde\u0660"
            })
    void hasOneForm(String text) {
        assertThat(AttemptReference.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttemptReference(text))
                .withMessage("not the reference of an attempt: expected 16 lower-case hexadecimal digits");
    }
}
