package dev.saoma.server.administrator;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.server.change.AccountGuard;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.servlet.internal.security.Role;
import java.util.List;

/** The roles of administrators. There is always an owner once there was one. Thread-safe. */
public final class Roles implements AccountGuard {
    private final Database database;
    private final AdminTransactions transactions;

    /**
     * Creates the roles that a database stores.
     *
     * @param transactions of the same database
     */
    public Roles(Database database, AdminTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Returns whether a user has a role, also one who is disabled. */
    public boolean isAdministrator(UserId user) {
        return database.lookUp(sql -> new RoleRows(sql).has(user));
    }

    /** Returns all roles, in the order of the users, at most 1,000. */
    public List<GrantedRole> all() {
        return database.read(sql -> new RoleRows(sql).all());
    }

    /**
     * Gives a user a role, in place of an earlier one.
     *
     * @throws LoginException {@code not_found}; {@code forbidden} when the user is the last owner, or 1,000 have a role
     */
    public void grant(UserId user, Role role) {
        transactions.run(tx -> {
            tx.lockAccount(user);
            var rows = new RoleRows(tx.sql());
            if (role != Role.OWNER) {
                requireAnotherOwner(tx, user);
            }
            if (rows.count() >= RoleRows.AT_MOST) {
                throw new LoginException(ErrorCode.FORBIDDEN, "No more than 1,000 users can have a role.");
            }
            rows.put(user, role, tx.now(), tx.actor());
            tx.audit(user, "role " + RoleRows.name(role) + " given");
            return true;
        });
    }

    /**
     * Takes a user's role.
     *
     * @throws LoginException {@code not_found} when the user has none; {@code forbidden} when the user is the last owner
     */
    public void revoke(UserId user) {
        transactions.run(tx -> {
            requireAnotherOwner(tx, user);
            if (!new RoleRows(tx.sql()).delete(user)) {
                throw new LoginException(ErrorCode.NOT_FOUND, "This user has no role.");
            }
            tx.audit(user, "role taken");
            return true;
        });
    }

    /** Makes a user the owner if no user has a role. */
    public void makeFirstOwner(UserId user) {
        transactions.run(tx -> {
            tx.lockAccount(user);
            var rows = new RoleRows(tx.sql());
            if (rows.count() == 0) {
                rows.put(user, Role.OWNER, tx.now(), tx.actor());
                tx.audit(user, "role owner given");
            }
            return true;
        });
    }

    @Override
    public void requireRemovable(AdminTransaction tx, UserId user) {
        requireAnotherOwner(tx, user);
    }

    @Override
    public void erased(AdminTransaction tx, UserId user, UserId name) {
        new RoleRows(tx.sql()).renameGranter(user, name);
    }

    /** Two owners who remove each other at once are decided by the lock. */
    private static void requireAnotherOwner(AdminTransaction tx, UserId user) {
        if (new RoleRows(tx.sql()).lockOwners(tx.dialect()).equals(List.of(user))) {
            throw new LoginException(
                    ErrorCode.FORBIDDEN, "This user is the last owner. Give another user that role first.");
        }
    }
}
