package dev.saoma.oidc.store;

import dev.saoma.identity.UserId;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * The row of a grant.
 *
 * @param id 0 before it is stored
 * @param authId the binding by which the session's user signed in
 * @param scope all scopes that were granted in this session
 * @param isExpired whether its session was found to have ended by itself
 */
public record GrantRow(
        long id,
        SessionId session,
        ClientId client,
        UserId user,
        long authId,
        Set<String> scope,
        Instant authTime,
        Instant madeAt,
        boolean isExpired) {

    /** Returns the row of a new grant. */
    public static GrantRow of(Session session, ClientId client, Set<String> scope, Instant now) {
        return new GrantRow(
                0,
                session.id(),
                client,
                session.user(),
                session.authId(),
                scope,
                session.authenticatedAt(),
                now,
                false);
    }

    /** Returns this row after a further grant in the same session. */
    public GrantRow widened(Session current, Set<String> more) {
        var all = new TreeSet<>(scope);
        all.addAll(more);
        return new GrantRow(id, session, client, user, authId, all, current.authenticatedAt(), madeAt, false);
    }
}
