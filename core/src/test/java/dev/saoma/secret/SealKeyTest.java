package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeyTest {
    private static final String FIRST = "0123456789abcdef".repeat(4);
    private static final String SECOND = "fedcba9876543210".repeat(4);
    private static final Secret SECRET = Secret.of("CANARY密钥");

    private final SealKey key = key(FIRST);

    private static SealKey key(String text) {
        return SealKey.of(Secret.of(text));
    }

    @Test
    void opensWhatItSealed() {
        String sealed = key.seal(SECRET, "purpose");

        assertThat(sealed).matches("sealed:1:[0-9a-f]{8}:[A-Za-z0-9_-]{38,}").doesNotContain("CANARY");
        assertThat(SealKey.isSealed(sealed)).isTrue();
        assertThat(key.open(sealed, "purpose")).isEqualTo(SECRET);
        assertThat(key(FIRST).open(" " + sealed + "\n", "purpose")).isEqualTo(SECRET);
    }

    @Test
    void neverSealsTwiceAlike() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            sealed.add(key.seal(SECRET, "purpose"));
        }

        assertThat(sealed).hasSize(1_000);
    }

    @Test
    void refusesAnotherPurpose() {
        String sealed = key.seal(SECRET, SealKey.purpose("auths.loginTypes.A", "wx1"));

        assertThatThrownBy(() -> key.open(sealed, SealKey.purpose("auths.loginTypes.B", "wx1")))
                .hasMessageContaining("another element or AppID");
        assertThatThrownBy(() -> key.open(sealed, SealKey.purpose("auths.loginTypes.A", "wx2")))
                .hasMessageContaining("another element or AppID");
    }

    @Test
    void refusesATextOfWhichAnyCharacterWasChanged() {
        String sealed = key.seal(SECRET, "purpose");
        int text = sealed.lastIndexOf(':') + 1;

        for (int i = text; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);

            assertThatThrownBy(() -> key.open(changed, "purpose"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("altered")
                    .hasMessageNotContaining("CANARY");
        }
    }

    @Test
    void namesAKeyThatIsNotHere() {
        String sealed = key.seal(SECRET, "purpose");
        String id = sealed.split(":")[2];

        assertThatThrownBy(() -> key(SECOND).open(sealed, "purpose"))
                .hasMessageContaining(id)
                .hasMessageContaining("former key");
        assertThatThrownBy(() -> SealKey.none().open(sealed, "purpose"))
                .hasMessageContaining(id)
                .hasMessageContaining("set saoma.seal-key");
    }

    @Test
    void opensWithAFormerKeyAndSealsWithTheFirst() {
        String former = key.seal(SECRET, "purpose");
        SealKey both = key(SECOND + ", " + FIRST);

        assertThat(both.open(former, "purpose")).isEqualTo(SECRET);
        assertThat(key(SECOND).open(both.seal(SECRET, "purpose"), "purpose")).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed:",
                "sealed:1:",
                "sealed:2:00000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sealed:1:0000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sealed:1:00000000:AAAA",
                "sealed:1:00000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
            })
    void refusesATextOfAnotherForm(String text) {
        assertThat(SealKey.isSealed(text)).isTrue();
        assertThatThrownBy(() -> key.open(text, "purpose"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sealed:1:<key id>:<text>");
    }

    @Test
    void sealsNothingWithoutAKey() {
        assertThat(SealKey.none().canSeal()).isFalse();
        assertThat(key.canSeal()).isTrue();
        assertThatThrownBy(() -> SealKey.none().seal(SECRET, "purpose")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNeverPrinted() {
        assertThat(key.toString()).isEqualTo("SealKey(***)");
    }
}
