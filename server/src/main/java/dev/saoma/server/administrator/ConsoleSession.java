package dev.saoma.server.administrator;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of the console.
 *
 * @param user empty for the holder of the administrator's key
 * @param role the role that the user has now
 * @param authenticatedAt when the administrator scanned or sent the key
 * @param expiresAt when it ends in any case
 */
public record ConsoleSession(Optional<UserId> user, Role role, Instant authenticatedAt, Instant expiresAt) {

    /** Returns the actor for the audit trail. */
    public Actor actor() {
        return user.map(Actor::of).orElse(Actor.KEY);
    }
}
