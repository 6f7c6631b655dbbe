package dev.saoma.oidc.store;

import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The rows of authorization codes, inside one transaction. */
public interface CodeRows {

    /** Stores a new code. */
    void insert(CodeRow code);

    /** Marks a code as used that is neither used nor expired; false when there is none. Of callers that race, one gets true. */
    boolean use(TokenHash hash, Instant now);

    /** Returns a code, used and expired ones included. */
    Optional<CodeRow> find(TokenHash hash);

    /** Deletes the codes of a grant. */
    void deleteByGrant(long grantId);

    /** Deletes codes that expired at that moment or before, at most {@code limit}. Returns their number. */
    int sweep(Instant expiredBefore, int limit);
}
