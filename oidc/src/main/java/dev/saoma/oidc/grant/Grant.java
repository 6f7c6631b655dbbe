package dev.saoma.oidc.grant;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.Session;
import java.time.Instant;
import java.util.Set;

/**
 * What a client was granted in a session that is alive.
 *
 * @param id of the row
 * @param session as its row is now
 * @param scope the granted scopes
 * @param authTime when the user authenticated last before the grant
 */
public record Grant(long id, ClientId client, Session session, Set<String> scope, Instant authTime) {}
