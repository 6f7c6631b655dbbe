package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of one login. Guarded by the lock of {@link Tokens}. Stores the previous access token to report it as
 * expired.
 */
final class TokenEntry {

    final Consent consent;
    final Instant refreshEnd;
    String refreshToken;
    String accessToken;
    Instant accessEnd;
    boolean voided;
    Optional<String> replaced = Optional.empty();

    TokenEntry(Consent consent, String refreshToken, Instant refreshEnd, String accessToken, Instant accessEnd) {
        this.consent = consent;
        this.refreshToken = refreshToken;
        this.refreshEnd = refreshEnd;
        this.accessToken = accessToken;
        this.accessEnd = accessEnd;
    }

    static TokenEntry of(TokenState state, Consent consent) {
        TokenEntry entry = new TokenEntry(
                consent, state.refreshToken(), state.refreshExpiresAt(), state.accessToken(), state.accessExpiresAt());
        entry.voided = state.voided();
        entry.replaced = state.replaced();
        return entry;
    }

    TokenState state() {
        return new TokenState(consent, accessToken, accessEnd, refreshToken, refreshEnd, voided, replaced);
    }

    Instant endOf(String token) {
        return token.equals(accessToken) ? accessEnd : Instant.EPOCH;
    }
}
