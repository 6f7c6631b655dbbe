package dev.saoma.oidc.store;

import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The rows of authorization requests that wait, inside one transaction. */
public interface PendingRequestRows {

    /** Stores a new request. */
    void insert(RequestRow request);

    /** Returns a request of this browser that has not expired. */
    Optional<RequestRow> find(TokenHash hash, TokenHash browser, Instant now);

    /** Gives all requests of this browser that have not expired another secret of it. */
    void setBrowser(TokenHash browser, TokenHash other, Instant now);

    /** Deletes a request of this browser that has not expired; false when there is none. Of callers that race, one gets true. */
    boolean delete(TokenHash hash, TokenHash browser, Instant now);

    /** Deletes requests that expired at that moment or before, at most {@code limit}. Returns their number. */
    int sweep(Instant expiredBefore, int limit);
}
