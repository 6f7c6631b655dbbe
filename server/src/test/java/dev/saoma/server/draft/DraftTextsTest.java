package dev.saoma.server.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.element.ElementName;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts for the database, which keeps no secret in clear. */
class DraftTextsTest {
    private static final String CLEAR = "0123456789abcdef0123456789abcdef";
    private static final SealKey KEY = SealKey.of(Secret.of("ab".repeat(32)));

    private static ElementTexts texts(String secret, String more) {
        return new ElementTexts(
                new ElementName("auths.loginTypes.Portal"),
                "{\"title\": \"Portal\", \"appSecret\": \"" + secret + "\"}",
                "Portal.json",
                Optional.of("{\"authConfig\": {\"appId\": \"wx5a0a5a0a00000001\", \"appSecret\": \"" + secret + "\"}"
                        + more + "}"));
    }

    private static ElementTexts stored(SealKey key, ElementTexts texts) {
        return new DraftTexts(key).forDatabase(texts);
    }

    @Test
    void haveTheApplicationsSecretSealedTheSameInBothFiles() {
        ElementTexts sealed = stored(KEY, texts(CLEAR, ""));

        assertThat(sealed.element() + sealed.businessText()).doesNotContain(CLEAR);
        String text = new JsonFile(sealed.element()).text("appSecret").orElseThrow();
        assertThat(text).startsWith("sealed:1:");
        assertThat(new JsonFile(sealed.businessText()).text("authConfig", "appSecret"))
                .contains(text);
    }

    @Test
    void stayAsTheyAreWithoutASecretInClear() {
        for (SealKey key : new SealKey[] {KEY, SealKey.none()}) {
            assertThat(stored(key, texts("{{SHOP_SECRET}}", ""))).isEqualTo(texts("{{SHOP_SECRET}}", ""));
        }
    }

    @Test
    void areRefusedWithoutAKeyToSealWith() {
        List<ElementFault> faults = refused(SealKey.none(), texts(CLEAR, ""));

        assertThat(faults).extracting(ElementFault::key).containsExactly("appSecret", "authConfig.appSecret");
        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault.message())
                        .contains("saoma.seal-key", "placeholder")
                        .doesNotContain(CLEAR));
    }

    @Test
    void areRefusedWithAnotherSecretInClear() {
        for (SealKey key : new SealKey[] {KEY, SealKey.none()}) {
            List<ElementFault> faults =
                    refused(key, texts("{{SHOP_SECRET}}", ", \"hook\": {\"apiKey\": \"" + CLEAR + "\"}"));

            assertThat(faults).singleElement().satisfies(fault -> {
                assertThat(fault.file()).endsWith("Portal.json");
                assertThat(fault.key()).isEqualTo("hook.apiKey");
                assertThat(fault.message()).contains("placeholder").doesNotContain(CLEAR);
            });
        }
    }

    @Test
    void areLeftToTheLoaderWhenTheyAreNoJson() {
        ElementTexts broken = texts("{{SHOP_SECRET}}", ", oops");
        for (SealKey key : new SealKey[] {KEY, SealKey.none()}) {
            assertThat(stored(key, broken)).isEqualTo(broken);
        }
    }

    private static List<ElementFault> refused(SealKey key, ElementTexts texts) {
        return assertThatExceptionOfType(InvalidElementException.class)
                .isThrownBy(() -> stored(key, texts))
                .actual()
                .faults(texts.name());
    }
}
