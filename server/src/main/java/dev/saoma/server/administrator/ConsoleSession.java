package dev.saoma.server.administrator;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of the console.
 *
 * @param actor a user, {@link Actor#KEY} or {@link Actor#SETUP}
 * @param role the role that the administrator has now
 * @param authenticatedAt when the administrator scanned, sent the key or opened the setup link
 * @param expiresAt when it ends in any case
 */
public record ConsoleSession(Actor actor, Role role, Instant authenticatedAt, Instant expiresAt) {

    /** Returns the user; empty for the holder of the administrator's key or of the setup link. */
    public Optional<UserId> user() {
        return actor.user();
    }
}
