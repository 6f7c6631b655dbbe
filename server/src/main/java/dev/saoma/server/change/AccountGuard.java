package dev.saoma.server.change;

import dev.saoma.identity.UserId;

/** Protects accounts that must stay able to sign in, and is notified of erased ones. */
public interface AccountGuard {
    /**
     * Requires that an account may be disabled, deleted or left without a binding. Called in the transaction that does it.
     *
     * @throws dev.saoma.error.LoginException {@code forbidden}
     */
    void requireRemovable(AdminTransaction tx, UserId user);

    /** Replaces an erased user by a name, wherever else than in the audit trail it stands. Called in the same transaction. */
    void erased(AdminTransaction tx, UserId user, UserId name);
}
