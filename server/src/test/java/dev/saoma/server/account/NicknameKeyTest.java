package dev.saoma.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NicknameKeyTest {
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    @ParameterizedTest
    @CsvSource({
        "Alice, alice",
        "' Ali ce ', ali ce",
        "ＡＬＩＣＥ, alice",
        "ﬁn, fin",
        "王小明, 王小明",
        "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
        "É, é",
        "🙂A, 🙂a"
    })
    void isInOneFormAndCase(String nickname, String key) {
        assertThat(NicknameKey.of(nickname).value()).isEqualTo(key);
    }

    @Test
    void isOfDecomposedLettersToo() {
        assertThat(NicknameKey.of("E\u0301").value()).isEqualTo("é");
    }

    @Test
    void startsWithEachBeginningOfTheNickname() {
        String nickname = "ΟΔΥΣΣΕΥΣ Straße İstanbul";
        for (int end = 1; end <= nickname.length(); end++) {
            assertThat(NicknameKey.of(nickname)
                            .startsWith(NicknameKey.ofPrefix(nickname.substring(0, end))
                                    .orElseThrow()))
                    .as(nickname.substring(0, end))
                    .isTrue();
        }
    }

    @Test
    void isCutAfter64Characters() {
        assertThat(NicknameKey.of("🙂".repeat(70)).value()).isEqualTo("🙂".repeat(64));
        assertThat(NicknameKey.ofPrefix("🙂".repeat(64))).isPresent();
        assertThat(NicknameKey.ofPrefix("🙂".repeat(65))).isEmpty();
        assertThat(NicknameKey.ofPrefix(" \u3000 ")).isEmpty();
    }

    @Test
    void isOrderedAsTheBytesOfUtf8() {
        assertThat(NicknameKey.of("\uffee")).isLessThan(NicknameKey.of("🙂"));
        assertThat(NicknameKey.of("a")).isLessThan(NicknameKey.of("ab"));
    }

    @Test
    void isBelowTheUpperBoundOfItsBeginnings() {
        assertThat(new NicknameKey("ab").upperBound()).contains("ac");
        assertThat(new NicknameKey("a\ud7ff").upperBound()).contains("a\ue000");
        assertThat(new NicknameKey("a" + LAST).upperBound()).contains("b");
        assertThat(new NicknameKey(LAST + LAST).upperBound()).isEmpty();
    }
}
