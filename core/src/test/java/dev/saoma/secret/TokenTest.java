package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenTest {
    private final Token token = Token.random();

    @Nested
    class Form {

        @Test
        void is64HexadecimalDigits() {
            assertThat(token.reveal()).matches("[0-9a-f]{64}");
        }

        @Test
        void isNewEachTime() {
            assertThat(Stream.generate(Token::random).limit(1_000).map(Token::reveal))
                    .doesNotHaveDuplicates();
        }

        @Test
        void isReadBack() {
            assertThat(Token.parse(token.reveal())).contains(token);
        }

        static Stream<String> others() {
            String good = "0123456789abcdef".repeat(4);
            return Stream.of(
                    "",
                    "0",
                    good.substring(1),
                    good + "0",
                    good.toUpperCase(java.util.Locale.ROOT),
                    good.substring(1) + "g",
                    good.substring(1) + "\n",
                    " " + good.substring(1),
                    good.substring(1) + "\u0660",
                    good + "\n",
                    "x".repeat(1_000_000));
        }

        @ParameterizedTest
        @MethodSource("others")
        void isTheOnlyOneThatIsRead(String text) {
            assertThat(Token.parse(text)).isEmpty();
        }
    }

    @Nested
    class Printing {

        @Test
        void showsNothing() {
            assertThat(token.toString()).doesNotContain(token.reveal().substring(0, 8));
        }

        @Test
        void showsNothingThroughTheHash() {
            assertThat(token.hash().toString()).doesNotContain(token.reveal().substring(0, 8));
        }
    }

    @Nested
    class Deriving {

        @Test
        void givesTheSameForTheSameWords() {
            assertThat(token.derive("a", "b")).isEqualTo(token.derive("a", "b"));
        }

        @Test
        void givesAnotherForAnotherHolder() {
            assertThat(token.derive("a")).isNotEqualTo(Token.random().derive("a"));
        }

        @Test
        void separatesTheWords() {
            assertThat(Stream.of(
                            token.derive("ab", "c"),
                            token.derive("a", "bc"),
                            token.derive("abc"),
                            token.derive("abc", ""),
                            token.derive("", "abc")))
                    .doesNotHaveDuplicates();
        }

        @Test
        void separatesWordsThatHoldTheSeparator() {
            assertThat(token.derive("a\u0000b")).isNotEqualTo(token.derive("a", "b"));
        }

        @Test
        void givesAToken() {
            assertThat(Token.parse(token.derive("a").reveal())).isPresent();
        }

        @Test
        void isNotTheHash() {
            assertThat(token.derive().reveal()).isNotEqualTo(token.hash().value());
        }
    }

    @Test
    void isHashedOnce() {
        assertThat(token.hash()).isSameAs(token.hash()).isEqualTo(TokenHash.of(token.reveal()));
    }

    @Test
    void hashesAsSha256() {
        assertThat(TokenHash.of("abc").value())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
