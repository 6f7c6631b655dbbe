package dev.saoma.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "oAb0000 ", " oAb0000", "oAb0000\n", "oAb\u00000", "oÄb0000", "o.b0000", "ｏAb0000"})
    void openIdsAreOfWeChatsForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenId(text));
    }

    @Test
    void openIdsHaveAtMost64Characters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenId("o".repeat(65)));
    }

    @Test
    void openIdsArePrintedShort() {
        assertThat(new OpenId("oAb0000123")).hasToString("oAb0…");
    }

    @Test
    void unionIdsArePrintedShort() {
        assertThat(new UnionId("oAb0000123")).hasToString("oAb0…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u007f", "\ud800", "a\udc00b"})
    void userIdsHoldNothingThatAStoreCouldAlter(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ann@example.com", "小明", "🙂", "a b", "'; --"})
    void userIdsAreTheApplicationsOwn(String text) {
        assertThat(new UserId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128})
    void userIdsHaveAtMost128Characters(int length) {
        assertThat(new UserId("🙂".repeat(length)).value()).hasSize(2 * length);
    }

    @Test
    void userIdsHaveNo129thCharacter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("a".repeat(129)));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("🙂".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx0123456789abcdef", "a", "A-Z_z9"})
    void appIdsAreWords(String text) {
        assertThat(new AppId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "ä", "a/", "@", "[", "`", "{", ":", "\n"})
    void appIdsAreNoOtherTexts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void appIdsHave1To64Characters(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId("a".repeat(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 65})
    void unionIdsHave6To64Characters(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnionId("a".repeat(length)));
    }

    @Test
    void namesOfPlatformsMayHaveDots() {
        assertThat(new OpenPlatform("shop.example-1_a")).hasToString("shop.example-1_a");
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenPlatform("shop/example"));
    }
}
