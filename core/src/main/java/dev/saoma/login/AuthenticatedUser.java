package dev.saoma.login;

import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.store.Platform;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user who has just authenticated with WeChat, for an application that opens its own session or issues its own token.
 *
 * @param corpOrNull the chosen organisation; null when the application has none
 * @param instance the name of the login method
 * @param device the browser's description of itself in a few words; may be empty
 * @param authenticatedAt the moment to put into a token as {@code auth_time}
 */
public record AuthenticatedUser(
        User user,
        @Nullable Corp corpOrNull,
        String instance,
        Platform platform,
        String device,
        Instant authenticatedAt) {

    /** Returns the user's identifier. */
    public UserId id() {
        return user.id();
    }

    /** Returns the chosen organisation; empty when the application has none. */
    public Optional<Corp> corp() {
        return Optional.ofNullable(corpOrNull);
    }
}
