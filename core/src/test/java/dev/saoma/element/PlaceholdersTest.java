package dev.saoma.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "one", "B", "{{A}}", "EMPTY", "", "D", "$1\\");

    private final Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(ENVIRONMENT.get(name)));

    @ParameterizedTest
    @CsvSource({
        "'plain', 'plain'",
        "'{{A}}', 'one'",
        "'<{{A}}-{{A}}>', '<one-one>'",
        "'{{A:other}}', 'one'",
        "'{{NONE:other}}', 'other'",
        "'{{NONE:}}', ''",
        "'{{NONE:a:b c}}', 'a:b c'",
        "'{{EMPTY:other}}', ''",
        "'{{D}}', '$1\\'",
        "'{A}', '{A}'",
        "'$A ${A}', '$A ${A}'"
    })
    void areFilledFromTheEnvironment(String text, String filled) {
        assertThat(placeholders.fill(text)).isEqualTo(filled);
    }

    @Test
    void doNotFillWhatAValueHolds() {
        assertThat(placeholders.fill("{{B}}")).isEqualTo("{{A}}");
    }

    @Test
    void nameTheVariableThatIsNotSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> placeholders.fill("{{A}} {{NONE}}"))
                .withMessageContaining("NONE")
                .withMessageNotContaining("one ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{WECHAT-SECRET}}", "{{ A }}", "{{A", "{{A}} {{", "{{}}", "{{A:{b}}}"})
    void areNotGuessedWhenMalformed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> placeholders.fill(text))
                .withMessageContaining("{{NAME}}");
    }
}
