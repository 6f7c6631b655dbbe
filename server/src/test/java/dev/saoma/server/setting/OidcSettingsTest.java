package dev.saoma.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {
    private static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";
    private static final String FORMER = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";

    @TempDir
    private Path folder;

    private static ServerSettings read(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of("saoma.mode", "development"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ServerSettings.of(given);
    }

    private static boolean opens(SealKey key, SealKey sealed) {
        try {
            return key.open(sealed.seal(Secret.of("x"), "y"), "y").equals(Secret.of("x"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void isOffUnlessSaidOtherwise() {
        assertThat(read().oidc()).isEqualTo(OidcSettings.OFF);
        assertThat(read("saoma.oidc", "off").oidc().isOn()).isFalse();
        assertThat(read("saoma.oidc", "on").oidc().isOn()).isTrue();
        assertThatThrownBy(() -> read("saoma.oidc", "true"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"saoma.oidc\"")
                .hasMessageContaining("on or off");
    }

    @Test
    void readsTheKeyBesideTheSwitchFromAFileAndTheEnvironment() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY + "," + FORMER + "\n");
        Path file = Files.writeString(folder.resolve("saoma.properties"), """
                saoma.mode = development
                saoma.oidc = on
                saoma.oidc.key-file = %s
                """.formatted(key));

        OidcSettings fromFile = ServerSettings.read(Configuration.of(Map.of(), Map.of(), Optional.of(file)))
                .oidc();
        OidcSettings fromEnvironment = ServerSettings.read(Configuration.of(
                        Map.of("saoma.mode", "development"),
                        Map.of("SAOMA_OIDC", "on", "SAOMA_OIDC_KEY", KEY + "," + FORMER),
                        Optional.empty()))
                .oidc();

        assertThat(fromFile).isEqualTo(fromEnvironment);
        assertThat(fromFile.isOn()).isTrue();
        assertThat(fromFile.toString()).doesNotContain("7c0b");
        assertThat(opens(fromFile.sealKey(folder, false), SealKey.of(Secret.of(FORMER))))
                .isTrue();
        assertThat(Configuration.of(Map.of(), Map.of(), Optional.of(file)).secretFile())
                .contains(key);
        assertThat(Configuration.of(Map.of("saoma.oidc.key", KEY), Map.of(), Optional.empty())
                        .effective())
                .filteredOn(setting -> setting.key().equals("saoma.oidc.key"))
                .singleElement()
                .satisfies(setting -> {
                    assertThat(setting.isSecret()).isTrue();
                    assertThat(setting.value()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY", "7c0b6a1fd2934e58", KEY + ",CANARY", KEY + ","})
    void refusesAKeyThatIsNone(String key) {
        assertThatThrownBy(() -> read("saoma.oidc", "on", "saoma.oidc.key", key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining("CANARY")
                .hasMessageNotContaining("7c0b");
    }

    @Test
    void needsAKeyBesideADatabaseServer() {
        String url = "jdbc:postgresql://db/saoma";
        assertThatThrownBy(() -> read("saoma.oidc", "on", "saoma.store.url", url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("is required");
        assertThat(read("saoma.store.url", url).oidc().isOn()).isFalse();
        assertThat(read("saoma.oidc", "on", "saoma.store.url", url, "saoma.oidc.key", KEY)
                        .oidc()
                        .key())
                .contains(Secret.of(KEY));
        assertThatThrownBy(() -> new OidcSettings(true, Optional.empty()).sealKey(folder, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesTheKeyOfAnEmbeddedDatabaseOnce() throws Exception {
        OidcSettings oidc = read("saoma.oidc", "on").oidc();
        Path data = folder.resolve("data");
        assertThat(oidc.existingSealKey(data, true).canSeal()).isFalse();
        assertThat(data).doesNotExist();

        SealKey first = oidc.sealKey(data, true);

        Path file = data.resolve("oidc.key");
        assertThat(file).isEqualTo(OidcSettings.file(data));
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(data.toFile().list()).containsExactly("oidc.key");
        assertThat(opens(oidc.sealKey(data, true), first)).isTrue();
        assertThat(opens(oidc.existingSealKey(data, true), first)).isTrue();
        assertThat(oidc.tokenKey(data, true)).isEqualTo(oidc.tokenKey(data, true));
        assertThat(oidc.tokenKey(data, true))
                .isNotEqualTo(new OidcSettings(true, Optional.of(Secret.of(KEY))).tokenKey(data, true));
    }

    @Test
    void writesOverALeftoverAndNeverOverAKey() throws Exception {
        Path unfinished = Files.writeString(folder.resolve("oidc.key.new"), "half");
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
        OidcSettings oidc = read("saoma.oidc", "on").oidc();
        SealKey made = oidc.sealKey(folder, true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("oidc.key"))))
                .isEqualTo("rw-------");
        assertThat(made.canSeal()).isTrue();

        for (String text : new String[] {"", "CANARY", (FORMER + ",").repeat(64) + FORMER}) {
            Files.writeString(folder.resolve("oidc.key"), text);
            assertThatThrownBy(() -> oidc.sealKey(folder, true))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("oidc.key")
                    .hasMessageContaining("./saoma oidc-keys --new")
                    .hasMessageNotContaining("CANARY");
            assertThat(Files.readString(folder.resolve("oidc.key"))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2", "/oauth2/sso", "/.well-known", "/.well-known/sso"})
    void refusesAPathThatBeginsLikeItsAddresses(String path) {
        assertThatThrownBy(() -> read("saoma.path", path))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.path");
    }
}
