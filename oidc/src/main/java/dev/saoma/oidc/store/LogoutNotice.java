package dev.saoma.oidc.store;

import dev.saoma.oidc.client.ClientId;
import java.net.URI;
import java.time.Instant;

/**
 * The notice of an ended session that a client has not accepted yet.
 *
 * @param id 0 before it is stored
 * @param sid the session's name for this client
 * @param sub the subject of its user
 * @param uri where it is sent
 * @param tries how often sending has begun
 * @param nextAt when it is sent next
 */
public record LogoutNotice(long id, ClientId client, String sid, String sub, URI uri, int tries, Instant nextAt) {}
