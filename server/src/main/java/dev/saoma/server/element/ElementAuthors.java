package dev.saoma.server.element;

import dev.saoma.identity.UserId;
import dev.saoma.server.change.AccountGuard;
import dev.saoma.server.change.AdminTransaction;

/** Replaces an erased user among the authors of versions, beside what another guard does. */
public final class ElementAuthors implements AccountGuard {
    private final AccountGuard other;

    public ElementAuthors(AccountGuard other) {
        this.other = other;
    }

    @Override
    public void requireRemovable(AdminTransaction tx, UserId user) {
        other.requireRemovable(tx, user);
    }

    @Override
    public void erased(AdminTransaction tx, UserId user, UserId name) {
        other.erased(tx, user, name);
        new ElementVersionRows(tx.sql()).renameAuthor(user, name);
        new OverlayRows(tx.sql()).renameAuthor(user, name);
    }
}
