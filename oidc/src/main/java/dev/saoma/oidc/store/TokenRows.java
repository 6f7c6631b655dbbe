package dev.saoma.oidc.store;

import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The rows of access and refresh tokens, inside one transaction. */
public interface TokenRows {

    /** Stores a new token. */
    void insert(TokenRow token);

    /** Returns a token of this kind, replaced and expired ones included. */
    Optional<TokenRow> find(TokenHash hash, TokenKind kind);

    /** Notes that a token has a successor. */
    void replace(TokenHash hash, Instant at);

    /** Deletes a token; false when it was gone. */
    boolean delete(TokenHash hash);

    /** Deletes all tokens that came of a code. Returns their number. */
    int deleteByCode(long grantId, TokenHash code);

    /** Deletes the tokens of a grant. */
    void deleteByGrant(long grantId);

    /** Deletes tokens that expired at that moment or before, at most {@code limit}. Returns their number. */
    int sweep(Instant expiredBefore, int limit);
}
