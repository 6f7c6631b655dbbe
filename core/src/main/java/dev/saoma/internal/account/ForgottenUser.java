package dev.saoma.internal.account;

import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
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
     * The rows that were removed with an erased user.
     *
     * @param name stands in the audit trail in place of the user
     */
    public record Erased(ForgottenUser removed, UserId name) {}

    /**
     * Removes what {@link #remove} removes, and replaces the user in the audit trail, in events about the user and in those whose actor is the
     * user, by a random name.
     *
     * @param by who removed the user, for the audit trail
     * @param note why, for the audit trail
     */
    public static Erased erase(Transaction tx, UserId user, Instant at, Actor by, String note) {
        ForgottenUser removed = remove(tx, user, at, by, note);
        // A random name and not a hash: identifiers are often few and known, so that each of them could be tried.
        var name = new UserId("erased-" + Token.random().reveal().substring(0, 24));
        tx.audit().rename(user, name);
        return new Erased(removed, name);
    }

    /**
     * Removes a user's bindings, identities, unbind marks, tickets and sessions in the caller's transaction, also when a
     * binding is the last way to sign in. Appends one {@code FORGOTTEN} to the audit trail if any row was removed.
     *
     * @param by who removed the user, for the audit trail
     * @param note why, for the audit trail
     */
    public static ForgottenUser remove(Transaction tx, UserId user, Instant at, Actor by, String note) {
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
            tx.audit().append(AuditEvent.of(at, AuditEvent.Kind.FORGOTTEN, by, user, counts));
        }
        return new ForgottenUser(user, bindings, sessions);
    }
}
