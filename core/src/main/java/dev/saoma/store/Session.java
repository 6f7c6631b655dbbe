package dev.saoma.store;

import dev.saoma.identity.Corp;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session of a signed-in user, and the row of {@code saoma_session}.
 *
 * @param id the public name
 * @param secretHash the hash of the token that the browser or the app holds
 * @param corpOrNull the organisation that was chosen; null when the user belongs to none
 * @param authId the binding that opened it
 * @param instance the login instance that opened it, by its name ({@code MyWeChatLogin})
 * @param device what the browser says it is, in a few words ({@code Chrome, Windows}), for the user's own list; may be empty
 * @param platform where it is used: {@code web}, {@code mobile} or {@code app}
 * @param authenticatedAt when the user last authenticated
 * @param lastSeenAt when it was last used, to the minute
 */
public record Session(
        SessionId id,
        TokenHash secretHash,
        UserId user,
        @Nullable Corp corpOrNull,
        long authId,
        String instance,
        String device,
        Platform platform,
        Instant authenticatedAt,
        Instant createdAt,
        Instant lastSeenAt) {

    /** The organisation that was chosen. */
    public Optional<Corp> corp() {
        return Optional.ofNullable(corpOrNull);
    }

    /** The same session after a re-authentication. */
    public Session reauthenticatedAt(Instant moment) {
        return new Session(
                id, secretHash, user, corpOrNull, authId, instance, device, platform, moment, createdAt, lastSeenAt);
    }

    /** The same session under another secret, for another organisation. */
    public Session rotated(TokenHash secret, @Nullable Corp corp) {
        return new Session(
                id, secret, user, corp, authId, instance, device, platform, authenticatedAt, createdAt, lastSeenAt);
    }

    /** The same session, last used at another moment. */
    public Session seenAt(Instant moment) {
        return new Session(
                id,
                secretHash,
                user,
                corpOrNull,
                authId,
                instance,
                device,
                platform,
                authenticatedAt,
                createdAt,
                moment);
    }
}
