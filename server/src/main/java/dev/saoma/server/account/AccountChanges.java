package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.ForgottenUser;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What an administrator does to accounts, each with all that ends because of it in one transaction. Thread-safe. */
public final class AccountChanges {
    private final Database database;
    private final Sessions sessions;
    private final Clock clock;

    /** @param sessions hears of those that have ended */
    public AccountChanges(Database database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Makes an account that nobody can sign in to before a WeChat has been bound to it.
     *
     * @param id its identifier; empty for one that is made up
     * @param nickname stands whatever WeChat shows; empty to show what WeChat does
     * @throws LoginException {@code invalid_request} when there is one of that identifier
     */
    public Account create(Optional<UserId> id, Optional<String> nickname) {
        UserId user = id.orElseGet(Accounts::newId);
        TokenHash onceKey = Token.random().hash();
        Changed created = database.write(handle -> {
            var rows = new AccountRows(handle);
            if (rows.find(user).isPresent()) {
                throw new LoginException(ErrorCode.INVALID_REQUEST, "There is a user of this userId already.");
            }
            Transaction tx = SqlStore.rows(database, handle);
            // Rows that outlived an account of this identifier, which was removed by hand, are not the new one's.
            ForgottenUser before = ForgottenUser.remove(tx, user, clock.instant(), "left by an earlier account");
            rows.insert(user, new Profile(nickname.orElse(""), null), nickname.isPresent(), onceKey, clock.instant());
            note(tx, Kind.ADMINISTERED, user, "account created");
            return new Changed(rows.find(user).orElseThrow(AccountChanges::missing), before.sessions());
        });
        sessions.invalidate(created.ended());
        return created.account();
    }

    /**
     * Removes an account and all that is kept of its user: memberships, bindings, sessions, tickets. It may be the last way
     * in. The trail stays.
     *
     * @throws LoginException {@code not_found}
     */
    public void delete(UserId user) {
        ForgottenUser gone = database.write(handle -> {
            var rows = new AccountRows(handle);
            Transaction tx = SqlStore.rows(database, handle);
            tx.auths().lockByUser(user);
            if (!rows.lock(user, database.dialect())) {
                throw missing();
            }
            ForgottenUser forgotten = ForgottenUser.remove(tx, user, clock.instant(), "account deleted");
            rows.delete(user);
            note(tx, Kind.ADMINISTERED, user, "account deleted");
            return forgotten;
        });
        sessions.invalidate(gone.sessions());
    }

    /**
     * Renames an account, switches it off or on. Switching off ends all its sessions, and every attempt, login code and
     * invitation of its user.
     *
     * @throws LoginException {@code not_found}
     */
    public Account change(UserId user, Optional<String> nickname, Optional<Boolean> active) {
        Changed changed = database.write(handle -> {
            var rows = new AccountRows(handle);
            Transaction tx = SqlStore.rows(database, handle);
            // Whoever opens a session holds this lock too, so one of the two sees what the other did.
            tx.auths().lockByUser(user);
            Account before = rows.find(user).orElseThrow(AccountChanges::missing);
            nickname.filter(name -> !name.equals(before.nickname())).ifPresent(name -> {
                rows.rename(user, name);
                note(tx, Kind.ADMINISTERED, user, "account renamed");
            });
            List<TokenHash> ended = active.filter(now -> now != before.active())
                    .map(now -> activate(tx, rows, user, now))
                    .orElse(List.of());
            return new Changed(rows.find(user).orElseThrow(AccountChanges::missing), ended);
        });
        sessions.invalidate(changed.ended());
        return changed.account();
    }

    private record Changed(Account account, List<TokenHash> ended) {}

    private List<TokenHash> activate(Transaction tx, AccountRows rows, UserId user, boolean active) {
        rows.activate(user, active);
        note(tx, Kind.ADMINISTERED, user, active ? "account enabled" : "account disabled");
        return active ? List.of() : endAll(tx, user);
    }

    private List<TokenHash> endAll(Transaction tx, UserId user) {
        tx.tickets().removeOf(user);
        List<TokenHash> ended = tx.sessions().deleteByUser(user, null);
        if (!ended.isEmpty()) {
            note(tx, Kind.SESSIONS_ENDED, user, "all: " + ended.size());
        }
        return ended;
    }

    private void note(Transaction tx, Kind kind, UserId user, String note) {
        tx.audit().append(new AuditEvent(clock.instant(), kind, user.value(), "", note));
    }

    private static LoginException missing() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is no user of this userId.");
    }
}
