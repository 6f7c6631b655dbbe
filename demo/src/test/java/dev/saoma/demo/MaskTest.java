package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{\"state\":\"abcdef\"} | {\"state\":\"abcd…\"}",
                "{\"a\":[{\"loginCode\":\"abcdef\"}]} | {\"a\":[{\"loginCode\":\"abcd…\"}]}",
                "{\"code\":\"0641abcdef\"} | {\"code\":\"0641…\"}",
                "{\"code\":\"state_invalid\"} | {\"code\":\"state_invalid\"}",
                "{\"url\":\"http://x/?state=abcdef&b=1\"} | {\"url\":\"http://x/?state=abcd…&b=1\"}",
                "no json?code=abcdef | no json?code=abcd…",
                "{\"nickname\":\"code=1\"} | {\"nickname\":\"code=1\"}"
            })
    void showsFourCharactersOfWhatCouldBeUsed(String text, String shown) {
        assertThat(Mask.json(text)).isEqualTo(shown);
    }
}
