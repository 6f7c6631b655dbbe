package dev.saoma.oidc.client;

import java.util.List;
import java.util.Optional;

/** The registered clients in their current version. Thread-safe. */
public interface RegisteredClients {
    /** Returns a client, active or not. */
    Optional<RegisteredClient> find(ClientId id);

    /** Returns all clients, in the order of their identifiers. */
    List<RegisteredClient> all();
}
