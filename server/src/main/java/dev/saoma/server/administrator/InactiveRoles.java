package dev.saoma.server.administrator;

import dev.saoma.identity.UserId;
import dev.saoma.server.change.AccountGuard;
import dev.saoma.server.change.AdminTransaction;

/** Roles while the console is off: they protect no account, and still forget an erased user. */
public record InactiveRoles() implements AccountGuard {
    @Override
    public void requireRemovable(AdminTransaction tx, UserId user) {}

    @Override
    public void erased(AdminTransaction tx, UserId user, UserId name) {
        new RoleRows(tx.sql()).renameGranter(user, name);
    }
}
