package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.ForgottenUser;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.session.Sessions;
import java.time.Clock;
import java.util.Optional;

/** Changes accounts for an administrator, each in one transaction with the sessions that end. Thread-safe. */
public final class AccountChanges {
    private final AdminTransactions transactions;

    /** @param sessions is notified after each commit of the sessions that ended */
    public AccountChanges(Database database, Sessions sessions, Clock clock) {
        this.transactions = new AdminTransactions(database, sessions, clock);
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
            forget(tx, user, "account deleted");
            new AccountRows(tx.sql()).delete(user);
            tx.audit(user, "account deleted");
            return true;
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

    private static void forget(AdminTransaction tx, UserId user, String note) {
        tx.endSessions(
                ForgottenUser.remove(tx.loginRows(), user, tx.now(), note).sessions());
    }
}
