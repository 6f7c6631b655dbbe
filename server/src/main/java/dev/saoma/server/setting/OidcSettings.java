package dev.saoma.server.setting;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of the OpenID provider.
 *
 * @param isOn {@code saoma.oidc}; off when not given
 * @param key {@code saoma.oidc.key}, which encrypts the stored signing keys: 64 hexadecimal digits, and former keys after
 *     commas. Without it the embedded database has the file {@code oidc.key} beside it
 */
public record OidcSettings(boolean isOn, Optional<Secret> key) {
    /** No provider. */
    public static final OidcSettings OFF = new OidcSettings(false, Optional.empty());

    private static final String KEY = "saoma.oidc.key";

    /** @throws IllegalArgumentException when the key has another form; the message does not show it */
    public OidcSettings {
        key.ifPresent(SealKey::of);
    }

    static OidcSettings read(SettingReader reader, SettingFaults faults, boolean isEmbedded) {
        boolean isOn = reader.find("saoma.oidc", Boolean.class).orElse(false);
        Optional<OidcSettings> settings = faults.check(KEY, () -> new OidcSettings(isOn, reader.secret(KEY)));
        if (isOn
                && !isEmbedded
                && !faults.names(KEY)
                && settings.flatMap(OidcSettings::key).isEmpty()) {
            faults.add(KEY, missing());
        }
        return settings.orElse(OFF);
    }

    private static String missing() {
        return "is required with saoma.oidc=on and a database server, so that a copy of the database cannot sign: 64"
                + " hexadecimal digits, such as openssl rand -hex 32 prints, the same on all nodes";
    }

    /**
     * Returns the key that encrypts the signing keys. With the embedded database and no setting, it is in the file {@code
     * oidc.key} of the data folder, which is made when it is missing.
     *
     * @param data the folder of the embedded database
     * @throws ConfigException naming the setting or the file
     */
    public SealKey sealKey(Path data, boolean isEmbedded) {
        return SealKey.of(digits(data, isEmbedded));
    }

    /**
     * Returns a token that is derived from the same key, from which tokens of the provider are derived. Former keys have no
     * part in it.
     *
     * @param data as for {@link #sealKey}
     */
    public Token tokenKey(Path data, boolean isEmbedded) {
        String first = digits(data, isEmbedded).reveal().split(",", 2)[0].strip();
        return Token.parse(first.toLowerCase(Locale.ROOT)).orElseThrow().derive("saoma-oidc-token");
    }

    private Secret digits(Path data, boolean isEmbedded) {
        if (key.isPresent()) {
            return key.get();
        }
        if (!isEmbedded) {
            throw new ConfigException(SettingFaults.NOWHERE, KEY, missing());
        }
        return OidcKeyFile.in(data).readOrMake();
    }

    /** As {@link #sealKey}, but makes no file: without one, the key opens nothing. */
    public SealKey existingSealKey(Path data, boolean isEmbedded) {
        Optional<Secret> digits = isEmbedded ? key.or(() -> OidcKeyFile.in(data).read()) : key;
        return digits.map(SealKey::of).orElseGet(SealKey::none);
    }

    /** Returns the file that holds the key beside the embedded database when there is no setting. */
    public static Path file(Path data) {
        return OidcKeyFile.in(data).file();
    }
}
