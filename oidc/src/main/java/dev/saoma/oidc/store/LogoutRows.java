package dev.saoma.oidc.store;

import dev.saoma.oidc.client.ClientId;
import java.time.Instant;
import java.util.List;

/** The rows of notices of ended sessions, inside one transaction. */
public interface LogoutRows {

    /** Stores a new notice. */
    void insert(LogoutNotice notice);

    /** Returns the clients with notices that are due. */
    List<ClientId> due(Instant now);

    /** Returns the notices of a client that are due, the first first, at most {@code limit}. */
    List<LogoutNotice> due(ClientId client, Instant now, int limit);

    /** Counts a try and sets the time of the next one; false when another call was first. */
    boolean claim(LogoutNotice notice, Instant nextAt);

    /** Deletes a notice; false when it was gone. */
    boolean delete(long id);
}
