package dev.saoma.oidc.store;

import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The row of an authorization code. */
public record CodeRow(
        TokenHash hash,
        long grantId,
        String redirectUri,
        Optional<String> challenge,
        Optional<String> nonce,
        Set<String> scope,
        Instant expiresAt,
        Optional<Instant> usedAt) {
    @Override
    public String toString() {
        return "CodeRow[***]";
    }
}
