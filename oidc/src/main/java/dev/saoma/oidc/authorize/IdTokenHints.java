package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.key.SigningKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ID tokens that clients send back as hints. Thread-safe. */
public final class IdTokenHints {
    private final SigningKeys keys;
    private final String issuer;

    public IdTokenHints(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * An ID token that this provider has issued, of any age.
     *
     * @param sid the session as its client knows it
     */
    public record IdTokenHint(ClientId client, String subject, String sid) {}

    /** Returns the ID token; empty for every other text. A logout token, which has no {@code auth_time}, is none. */
    public Optional<IdTokenHint> read(String jwt) {
        return keys.verify(jwt)
                .filter(claims -> issuer.equals(claims.get("iss")) && claims.containsKey("auth_time"))
                .flatMap(IdTokenHints::hint);
    }

    private static Optional<IdTokenHint> hint(Map<String, Object> claims) {
        Optional<ClientId> client = audience(claims.get("aud")).flatMap(ClientId::parse);
        return client.isPresent()
                        && claims.get("sub") instanceof String subject
                        && claims.get("sid") instanceof String sid
                ? Optional.of(new IdTokenHint(client.get(), subject, sid))
                : Optional.empty();
    }

    /** A JSON library may read one audience as a list. */
    private static Optional<String> audience(@Nullable Object value) {
        Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
        return one instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
