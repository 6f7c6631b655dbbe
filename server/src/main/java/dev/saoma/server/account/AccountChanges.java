package dev.saoma.server.account;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.ForgottenUser;
import dev.saoma.privacy.PersonalData;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.server.change.AccountGuard;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.store.AuditFilter;
import java.util.Optional;

/** Changes accounts for an administrator, each in one transaction with the sessions that end. Thread-safe. */
public final class AccountChanges {
    private final AdminTransactions transactions;
    private final AccountGuard guard;

    /** Creates changes that run in these transactions. */
    public AccountChanges(AdminTransactions transactions, AccountGuard guard) {
        this.transactions = transactions;
        this.guard = guard;
    }

    /**
     * Creates an account. Its user can sign in once a WeChat is bound to it.
     *
     * @param id empty for a random one
     * @param nickname takes precedence over WeChat's; empty to use WeChat's
     * @throws LoginException {@code invalid_request} when the identifier is in use
     */
    public Account create(Optional<UserId> id, Optional<String> nickname) {
        UserId user = id.orElseGet(Accounts::newId);
        TokenHash onceKey = Token.random().hash();
        return transactions.run(tx -> {
            var rows = new AccountRows(tx.sql());
            if (rows.find(user).isPresent()) {
                throw new LoginException(ErrorCode.INVALID_REQUEST, "There is a user of this userId already.");
            }
            // Rows of an earlier account of this identifier, which was deleted by hand, must not become the new one's.
            forget(tx, user, "left by an earlier account");
            rows.insert(user, new Profile(nickname.orElse(""), null), nickname.isPresent(), onceKey, tx.now());
            tx.audit(user, "account created");
            return rows.require(user);
        });
    }

    /**
     * Deletes an account and everything stored about its user: memberships, bindings, sessions, tickets. It may be the last
     * account that can sign in. Audit rows stay.
     *
     * @throws LoginException {@code not_found}
     */
    public void delete(UserId user) {
        transactions.run(tx -> {
            tx.loginRows().auths().lockByUser(user);
            tx.lockAccount(user);
            guard.requireRemovable(tx, user);
            forget(tx, user, "account deleted");
            new AccountRows(tx.sql()).delete(user);
            tx.audit(user, "account deleted");
            return true;
        });
    }

    /**
     * Erases a person: deletes what {@link #delete} deletes, and replaces the identifier in the audit trail by a random name.
     * A person whose account was deleted before is erased from the audit trail.
     *
     * @return the name in the audit trail
     * @throws LoginException {@code not_found} when there is neither an account nor an audit event
     */
    public UserId erase(UserId user) {
        return transactions.run(tx -> {
            tx.loginRows().auths().lockByUser(user);
            var rows = new AccountRows(tx.sql());
            boolean known = rows.find(user).isPresent();
            if (!known
                    && tx.loginRows()
                            .audit()
                            .newest(AuditFilter.of(user), Long.MAX_VALUE, 1)
                            .isEmpty()) {
                throw AdminTransaction.noUser();
            }
            if (known) {
                tx.lockAccount(user);
                guard.requireRemovable(tx, user);
            }
            tx.audit(user, "person erased");
            ForgottenUser.Erased erased = ForgottenUser.erase(tx.loginRows(), user, tx.now(), tx.actor(), "erased");
            tx.endSessions(erased.removed().sessions());
            rows.delete(user);
            guard.erased(tx, user, erased.name());
            return erased.name();
        });
    }

    /**
     * Renames, disables or enables an account. Disabling ends all its sessions and deletes the user's attempts, login codes
     * and invitations.
     *
     * @throws LoginException {@code not_found}
     */
    public Account change(UserId user, Optional<String> nickname, Optional<Boolean> active) {
        return transactions.run(tx -> {
            var rows = new AccountRows(tx.sql());
            // The opening of a session takes this lock too, so one of the two sees the other's change.
            tx.loginRows().auths().lockByUser(user);
            Account before = rows.require(user);
            nickname.filter(name -> !name.equals(before.nickname())).ifPresent(name -> {
                rows.rename(user, name);
                tx.audit(user, "account renamed");
            });
            active.filter(now -> now != before.active()).ifPresent(now -> {
                if (!now) {
                    guard.requireRemovable(tx, user);
                }
                rows.activate(user, now);
                tx.audit(user, now ? "account enabled" : "account disabled");
                if (!now) {
                    tx.loginRows().tickets().removeOf(user);
                    tx.endSessions(user, tx.loginRows().sessions().deleteByUser(user, null), "all");
                }
            });
            return rows.require(user);
        });
    }

    /**
     * Requires that a user may be left without a binding.
     *
     * @throws LoginException {@code forbidden}
     */
    public void requireRemovable(UserId user) {
        transactions.run(tx -> {
            guard.requireRemovable(tx, user);
            return true;
        });
    }

    /**
     * Returns everything that is stored about a user, and records that in the audit trail, which is part of it.
     *
     * @throws LoginException {@code not_found}
     */
    public AccountExport export(UserId user) {
        return transactions.run(tx -> {
            var rows = new AccountRows(tx.sql());
            tx.loginRows().auths().lockByUser(user);
            Account account = rows.require(user);
            tx.audit(user, "exported");
            return new AccountExport(
                    tx.now(),
                    account,
                    rows.memberships(user, PersonalData.LIMIT),
                    PersonalData.read(tx.loginRows(), user));
        });
    }

    private static void forget(AdminTransaction tx, UserId user, String note) {
        tx.endSessions(ForgottenUser.remove(tx.loginRows(), user, tx.now(), tx.actor(), note)
                .sessions());
    }
}
