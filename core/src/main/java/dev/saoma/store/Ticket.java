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
 * @param hash the hash of the token that its holder has
 * @param browserOrNull the hash of the secret of the one browser that may use it; null allows any holder
 * @param payload data in the format of the code that stored it; never a secret
 * @param user the owner; null when no user is known
 * @param app the application that it was created for
 * @param authId the id of the WeChatAuth row by which the user signed in; null before that
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

    /** The right. A ticket of one kind is never found as another. */
    public enum Kind {
        /** To return from WeChat with a code. */
        ATTEMPT,
        /** To open one session. */
        LOGIN_CODE,
        /** To create a user with an unlinked WeChat, or to link it to an existing user. */
        BIND_TICKET,
        /** To bind a WeChat to a user without a session. */
        INVITATION,
        /**
         * To finish a started bind. Only the deletion of its user ends it early; the removal of the user's other
         * tickets does not.
         */
        BIND
    }

    /** Returns whether this browser may use it; null means no browser. */
    public boolean isOf(@Nullable Token browser) {
        return browserOrNull == null || (browser != null && browserOrNull.equals(browser.hash()));
    }
}
