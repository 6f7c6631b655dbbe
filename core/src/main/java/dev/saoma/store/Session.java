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
 * @param corpOrNull the chosen organisation; null when the user belongs to none
 * @param authId the id of the WeChatAuth row by which the user signed in
 * @param instance the name of the login instance that opened it ({@code MyWeChatLogin})
 * @param device a short name from the browser's user agent ({@code Chrome, Windows}), for the user's own list; may
 *     be empty
 * @param platform where it is used: {@code web}, {@code mobile} or {@code app}
 * @param authenticatedAt when the user last signed in or re-authenticated
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

    /** Returns the chosen organisation. */
    public Optional<Corp> corp() {
        return Optional.ofNullable(corpOrNull);
    }

    /** Returns the session with a new time of authentication. */
    public Session reauthenticatedAt(Instant moment) {
        return new Session(
                id, secretHash, user, corpOrNull, authId, instance, device, platform, moment, createdAt, lastSeenAt);
    }

    /** Returns the session with another secret and organisation. */
    public Session rotated(TokenHash secret, @Nullable Corp corp) {
        return new Session(
                id, secret, user, corp, authId, instance, device, platform, authenticatedAt, createdAt, lastSeenAt);
    }

    /** Returns the session with another time of last use. */
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
