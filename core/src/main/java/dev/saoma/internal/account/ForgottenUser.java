package dev.saoma.internal.account;

import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Transaction;
import java.time.Instant;
import java.util.List;

/**
 * The rows that were removed with a user.
 *
 * @param sessions give them to {@link dev.saoma.session.Sessions#invalidate} after the commit
 */
public record ForgottenUser(UserId user, List<WeChatAuth> bindings, List<TokenHash> sessions) {

    /**
     * Removes a user's bindings, identities, unbind marks, tickets and sessions in the caller's transaction, also when a
     * binding is the last way to sign in. Appends one {@code FORGOTTEN} to the audit trail if any row was removed.
     *
     * @param note why, for the audit trail
     */
    public static ForgottenUser remove(Transaction tx, UserId user, Instant at, String note) {
        // The first lock is the one that an unbind and the opening of a session take first, so no deadlock is possible.
        tx.auths().lockByUser(user);
        // A bind that took its ticket before this has committed when this returns, so its rows are among those below. A
        // later bind finds no ticket.
        int tickets = tx.tickets().removeAllOf(user);
        List<WeChatAuth> bindings = tx.auths().lockByUser(user);
        bindings.forEach(row -> tx.auths().delete(row.id()));
        boolean known = tx.auths().deleteUser(user);
        List<TokenHash> sessions = tx.sessions().deleteByUser(user, null);
        if (known || tickets + bindings.size() + sessions.size() > 0) {
            String counts = note + "; bindings: " + bindings.size() + ", sessions: " + sessions.size();
            tx.audit().append(AuditEvent.of(at, AuditEvent.Kind.FORGOTTEN, user, counts));
        }
        return new ForgottenUser(user, bindings, sessions);
    }
}
