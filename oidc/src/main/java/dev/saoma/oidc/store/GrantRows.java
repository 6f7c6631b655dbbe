package dev.saoma.oidc.store;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of grants, inside one transaction. No row gets the identifier of an earlier one. */
public interface GrantRows {

    /** Returns and locks the grant of a client in a session. */
    Optional<GrantRow> lock(SessionId session, ClientId client);

    /** Returns and locks a grant. Who issues tokens under a grant, or deletes all of a code, does so under this lock. */
    Optional<GrantRow> lock(long id);

    /** Returns a grant whose user is still bound to the WeChat that opened the session. */
    Optional<GrantRow> byId(long id);

    /** Stores a new grant, and returns its identifier. Of two of the same client and session, the second fails as a conflict. */
    long insert(GrantRow grant);

    /** Replaces scope and time of authentication, and whether it has expired. */
    void update(GrantRow grant);

    /** Returns grants whose session's row is gone, at most {@code limit}. */
    List<GrantRow> withoutSession(int limit);

    /** Marks grants as expired whose session was last used at that moment or before, at most {@code limit}. Returns their number. */
    int expire(Instant seenBefore, int limit);

    /** Deletes a grant; false when it was gone. */
    boolean delete(long id);
}
