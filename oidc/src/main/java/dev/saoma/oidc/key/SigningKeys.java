package dev.saoma.oidc.key;

import java.util.Map;
import java.util.Optional;

/** The provider's signing keys. Thread-safe. */
public final class SigningKeys implements AutoCloseable {

    /**
     * Returns a signed JWT.
     *
     * @param type the header {@code typ}, such as {@code JWT} or {@code logout+jwt}
     */
    public String sign(SigningAlgorithm algorithm, String type, Map<String, Object> claims) {
        throw new UnsupportedOperationException();
    }

    /** Returns the JWK set with the published public keys, as JSON text. */
    public String jwkSet() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the claims of a JWT that one of this provider's keys signed, whatever its age; empty for every other text.
     *
     * <p>Only the signature is checked.
     */
    public Optional<Map<String, Object>> verify(String jwt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
