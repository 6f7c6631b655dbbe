package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.List;

/**
 * What went when everything that is kept of a user was removed.
 *
 * @param sessions tell them to {@link dev.saoma.session.Sessions#changed} after the commit
 */
public record ForgottenUser(UserId user, List<WeChatAuth> bindings, List<TokenHash> sessions) {

    /**
     * Removes a user's bindings, who they are to the Open Platform accounts, where they unbound, their tickets and their
     * sessions, in a transaction of the caller's. Nothing guards the last way in. One {@code FORGOTTEN} stands in the trail
     * if anything went.
     *
     * @param note why, for the trail
     */
    public static ForgottenUser remove(LoginTransaction tx, UserId user, Instant at, String note) {
        // First what an unbind and the opening of a session lock first, so that they do not wait for each other.
        tx.auths().lockByUser(user);
        // A bind under way that took its ticket first has committed when this returns, so its rows are among those
        // below.
        // One that comes later finds no ticket.
        int tickets = tx.tickets().removeAllOf(user);
        List<WeChatAuth> bindings = tx.auths().lockByUser(user);
        bindings.forEach(row -> tx.auths().delete(row.id()));
        boolean known = tx.auths().deleteUser(user);
        List<TokenHash> sessions = tx.sessions().deleteByUser(user, null);
        if (known || tickets + bindings.size() + sessions.size() > 0) {
            tx.audit()
                    .append(new AuditEvent(
                            at,
                            AuditEvent.Kind.FORGOTTEN,
                            user.value(),
                            "",
                            note + "; bindings: " + bindings.size() + ", sessions: " + sessions.size()));
        }
        return new ForgottenUser(user, bindings, sessions);
    }
}
