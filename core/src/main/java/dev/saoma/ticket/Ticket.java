package dev.saoma.ticket;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A right that can be used once.
 *
 * @param hash of the token that its holder has
 * @param payload what it means, in the words of whoever put it; never a secret
 * @param user whose it is; null while nobody's
 * @param app the application that it was made for
 * @param authId the ledger's row that proved the person; null while nothing is proved
 * @param expiresAt from this moment on it does not exist
 */
public record Ticket(
        TokenHash hash,
        Kind kind,
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
        LOGIN_CODE
    }
}
