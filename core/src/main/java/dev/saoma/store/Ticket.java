package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A right that can be used once.
 *
 * @param hash of the token that its holder has
 * @param browserOrNull the hash of the secret that names the one browser that may use it; null lets any holder
 * @param payload what it means, in the words of whoever put it; never a secret
 * @param user whose it is; null while nobody's
 * @param app the application that it was made for
 * @param authId the ledger's row that proved the person; null while nothing is proved
 * @param expiresAt from this moment on it does not exist
 */
public record Ticket(
        TokenHash hash,
        Kind kind,
        @Nullable TokenHash browserOrNull,
        String payload,
        @Nullable UserId user,
        AppId app,
        @Nullable Long authId,
        Instant expiresAt) {

    /** What it gives a right to. A ticket of one kind is never found as another. */
    public enum Kind {
        /** To come back from WeChat with a code. */
        ATTEMPT,
        /** To open one session. */
        LOGIN_CODE,
        /** To become a user, or to be added to one, with a WeChat that is nobody's yet. */
        BIND_TICKET,
        /** To add a WeChat to a user without being signed in. */
        INVITATION,
        /** To finish a bind that is under way; it lasts as long as its user does, whatever else ends the user's tickets. */
        BIND
    }

    /** Whether this browser may use it; null is no browser at all. */
    public boolean isOf(@Nullable Token browser) {
        return browserOrNull == null || (browser != null && browserOrNull.equals(browser.hash()));
    }
}
