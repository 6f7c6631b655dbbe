package dev.saoma.oidc.store;

import dev.saoma.secret.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The row of an access or refresh token.
 *
 * @param code the code that it came of; all tokens of one code are one family
 * @param expiresAt for a refresh token, the latest end of its session
 * @param replacedAt when a successor was issued, for a refresh token that rotates
 */
public record TokenRow(
        TokenHash hash,
        TokenKind kind,
        long grantId,
        TokenHash code,
        Set<String> scope,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> replacedAt) {
    /** The life of an access token. */
    public static final Duration ACCESS_LIFE = Duration.ofMinutes(10);

    /** Returns the row of a new access token. */
    public static TokenRow access(TokenHash hash, long grantId, TokenHash code, Set<String> scope, Instant now) {
        return new TokenRow(hash, TokenKind.ACCESS, grantId, code, scope, now, now.plus(ACCESS_LIFE), Optional.empty());
    }

    /** Returns the row of a new refresh token. */
    public static TokenRow refresh(
            TokenHash hash, long grantId, TokenHash code, Set<String> scope, Instant now, Instant expiresAt) {
        return new TokenRow(hash, TokenKind.REFRESH, grantId, code, scope, now, expiresAt, Optional.empty());
    }

    @Override
    public String toString() {
        return "TokenRow[***]";
    }
}
