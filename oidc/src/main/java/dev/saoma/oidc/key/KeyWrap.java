package dev.saoma.oidc.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import java.text.ParseException;
import java.util.Optional;

/**
 * Encrypts private keys for their rows. What is moved to the row of another key or algorithm cannot be opened. The issuer has no
 * part in it, so that the server starts at another address with the same keys.
 */
final class KeyWrap {
    private final SealKey key;

    /** @throws ConfigException when the key cannot encrypt */
    KeyWrap(SealKey key) {
        if (!key.canSeal()) {
            throw new ConfigException(
                    "settings",
                    "saoma.oidc.key",
                    "is missing: the signing keys are stored encrypted with it; set it to 64 hexadecimal digits, such as"
                            + " openssl rand -hex 32 prints");
        }
        this.key = key;
    }

    private static String purpose(String kid, SigningAlgorithm algorithm) {
        return String.join("\n", "saoma-oidc-key", kid, algorithm.name());
    }

    /** Returns the row of a new key. */
    KeyRow wrap(JWK pair, SigningAlgorithm algorithm, int generation, KeyTimes times) {
        String kid = pair.getKeyID();
        String wrapped = key.seal(Secret.of(pair.toJSONString()), purpose(kid, algorithm));
        return new KeyRow(kid, algorithm, generation, times, pair.toPublicJWK().toJSONString(), wrapped);
    }

    /** Returns the key of a row; empty when it was encrypted with another key or for another row, or was altered. */
    Optional<SigningKey> unwrap(KeyRow row) {
        try {
            Secret pair = key.open(row.wrapped(), purpose(row.kid(), row.algorithm()));
            return Optional.of(SigningKey.of(row, JWK.parse(pair.reveal())));
        } catch (IllegalArgumentException | ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** Returns the fault of a table that holds keys which this node cannot open. */
    static ConfigException refused() {
        return new ConfigException(
                "the table saoma_oidc_key",
                "saoma.oidc.key",
                "does not open the signing keys that are stored there: it is another key than before (without it, the file"
                        + " oidc.key in saoma.data); set the former one again, or make new signing keys with"
                        + " ./saoma oidc-keys --new, which ends the tokens of applications");
    }
}
