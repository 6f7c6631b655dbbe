package dev.saoma.server.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5f2a9c01d4e87b363b0d95e7a1c8f04",
                "a key of more than 32 characters with spaces",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "00000000000000000000000000000000",
                "abababababababababababababababab",
                "0123456701234567012345670123456701234567",
                "changeme-changeme-changeme-changeme",
                "administratoradministratoradministrator",
                "0123456789abcdef0123456789abcdef",
                "abcdefghijklmnopqrstuvwxyz012345",
                "zyxwvutsrqponmlkjihgfedcba987654",
                "aaaabbbbccccddddeeeeffffgggghhhh",
                "12345678901234567890123456789012",
                "passwordpasswordpasswordpassword",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdefgh"
            })
    void refusesWhatSomebodyTypes(String key) {
        assertThat(KeyStrength.weakness(key))
                .hasValueSatisfying(words ->
                        assertThat(key.isEmpty() || !words.contains(key)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f2a9c01d4e87b363b0d95e7a1c8f042",
                "correct-horse-battery-staple-42-mule",
                "31415926535897932384626433832795",
                "CANARY_adminKey_2b9d71f0c4e85a6d3f"
            })
    void takesOthers(String key) {
        assertThat(KeyStrength.weakness(key)).isEmpty();
    }

    @Test
    void takesWhatAMachineMakes() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            assertThat(KeyStrength.weakness(HexFormat.of().formatHex(bytes))).isEmpty();
        }
    }
}
