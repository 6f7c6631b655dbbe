package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BrowserReferenceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    @Test
    void isOneForABrowserAndADay() {
        Token browser = Token.random();
        BrowserReference reference = BrowserReference.of(browser, DAY);

        assertThat(reference).isEqualTo(BrowserReference.of(browser, DAY));
        assertThat(reference).isNotEqualTo(BrowserReference.of(browser, DAY.plusDays(1)));
        assertThat(reference).isNotEqualTo(BrowserReference.of(Token.random(), DAY));
    }

    @Test
    void showsNothingOfTheSecretAndItsHash() {
        Token browser = Token.random();
        String value = BrowserReference.of(browser, DAY).toString();

        assertThat(value).matches("[0-9a-f]{16}");
        assertThat(browser.reveal()).doesNotContain(value);
        assertThat(browser.hash().value()).doesNotContain(value);
    }

    @Test
    void hasNoOtherForm() {
        assertThatThrownBy(() -> new BrowserReference("ABCDEF0123456789")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BrowserReference("abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
