package dev.saoma.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The languages that an OpenID client asks for. */
class UiLocalesTest {
    @ParameterizedTest
    @CsvSource({
        "en, ENGLISH",
        "zh, CHINESE",
        "ZH-Hant-TW, CHINESE",
        "zh_CN, CHINESE",
        "fr de zh-CN en, CHINESE",
        "en-GB zh, ENGLISH",
        "fr, ''",
        "english, ''",
        "'', ''",
        "-, ''",
        "'  zh', CHINESE"
    })
    void takesTheFirstLanguageThatThePagesSpeak(String tags, String expected) {
        assertThat(Language.ofLocales(tags).map(Enum::name).orElse("")).isEqualTo(expected);
    }

    @Test
    void readsNoLongList() {
        assertThat(Language.ofLocales("fr ".repeat(166) + "zh")).contains(Language.CHINESE);
        assertThat(Language.ofLocales("fr ".repeat(167) + "zh")).isEmpty();
    }
}
