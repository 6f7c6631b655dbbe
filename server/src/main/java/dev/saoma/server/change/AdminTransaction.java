package dev.saoma.server.change;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One transaction of an administrator's change. Not thread-safe. */
public final class AdminTransaction {
    private final SqlConnection sql;
    private final Dialect dialect;
    private final Transaction loginRows;
    private final Instant now;
    private final Actor actor;
    private final List<TokenHash> endedSessions = new ArrayList<>();

    AdminTransaction(SqlConnection sql, Dialect dialect, Transaction loginRows, Instant now, Actor actor) {
        this.sql = sql;
        this.dialect = dialect;
        this.loginRows = loginRows;
        this.now = now;
        this.actor = actor;
    }

    /** Returns the connection of the transaction. */
    public SqlConnection sql() {
        return sql;
    }

    /** Returns the SQL dialect of the database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns the rows of the login in the same transaction. */
    public Transaction loginRows() {
        return loginRows;
    }

    /** Returns the time at which the transaction began. */
    public Instant now() {
        return now;
    }

    /** Returns who makes the change. */
    public Actor actor() {
        return actor;
    }

    /**
     * Locks a user's account until the transaction ends.
     *
     * @throws LoginException {@code not_found}
     */
    public void lockAccount(UserId user) {
        Optional<String> account = sql.first(
                "SELECT id FROM saoma_account WHERE id = ?" + dialect.forUpdate(),
                row -> row.getString(1),
                user.value());
        if (account.isEmpty()) {
            throw noUser();
        }
    }

    /** Returns the exception for an identifier without a user. */
    public static LoginException noUser() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is no user of this userId.");
    }

    /** Writes an audit row about a user. */
    public void audit(UserId user, String note) {
        audit(Kind.ADMINISTERED, user.value(), note);
    }

    /** Writes an audit row that concerns no user. */
    public void audit(String note) {
        audit(Kind.ADMINISTERED, "", note);
    }

    /** Adds sessions whose rows were deleted, when an audit row exists already. */
    public void endSessions(List<TokenHash> hashes) {
        endedSessions.addAll(hashes);
    }

    /** Adds sessions whose rows were deleted, and writes an audit row with their number if there are any. */
    public void endSessions(UserId user, List<TokenHash> hashes, String note) {
        endSessions(hashes);
        if (!hashes.isEmpty()) {
            audit(Kind.SESSIONS_ENDED, user.value(), note + ": " + hashes.size());
        }
    }

    List<TokenHash> endedSessions() {
        return endedSessions;
    }

    private void audit(Kind kind, String user, String note) {
        loginRows.audit().append(new AuditEvent(now, kind, actor, user, "", note));
    }
}
