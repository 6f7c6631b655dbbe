package dev.saoma.oidc.client;

import dev.saoma.secret.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a client secret, in 64 lower-case hexadecimal digits. Neither salted nor slow, since secrets have at least 32
 * characters and are checked at each token request.
 */
public record ClientSecretHash(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when the text is of another form */
    public ClientSecretHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SHA-256: expected 64 lower-case hexadecimal digits");
        }
    }

    /** Hashes a secret. */
    public static ClientSecretHash of(String secret) {
        return new ClientSecretHash(TokenHash.of(secret).value());
    }

    /** Returns whether two hashes are equal, in a time that does not depend on where they differ. */
    boolean isSame(ClientSecretHash other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ClientSecretHash(***)";
    }
}
