package dev.saoma.server.administrator;

import dev.saoma.database.Database;
import dev.saoma.database.SqlConnection;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the console. Each request looks its session, its role and its account up in the database, so that a session
 * ends on all nodes at once when one of them does. Thread-safe.
 */
public final class ConsoleSessions {
    /** The time after which an unused session of a user ends. */
    static final Duration IDLE = Duration.ofMinutes(15);
    /** The time after which a session of a user ends. */
    static final Duration ABSOLUTE = Duration.ofHours(8);
    /** The time after which a session ends that was opened by the key or the setup link. */
    static final Duration BY_KEY = Duration.ofMinutes(15);
    /** The time for which an authentication counts as recent. */
    public static final Duration RECENT = Duration.ofMinutes(5);

    private static final Duration SEEN_STEP = Duration.ofMinutes(1);
    private static final int SWEPT = 100;

    private final Database database;
    private final AdminTransactions transactions;
    private final Clock clock;

    /** An opened session, and its secret. */
    public record Opened(Token secret, ConsoleSession session) {}

    private record Row(Actor actor, Instant authenticatedAt, Instant seenAt, Instant expiresAt) {}

    /**
     * Creates the sessions that a database stores.
     *
     * @param transactions of the same database
     */
    public ConsoleSessions(Database database, AdminTransactions transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Opens a session for a user who has scanned.
     *
     * @param authenticatedAt when the user scanned
     * @throws LoginException {@code forbidden} when the user has no role or is disabled
     */
    public Opened open(UserId user, Instant authenticatedAt) {
        return transactions.run(Actor.of(user), tx -> {
            Role role = new RoleRows(tx.sql())
                    .find(user)
                    .orElseThrow(() -> new LoginException(
                            ErrorCode.FORBIDDEN, "You have no role in this console; an owner can give you one."));
            tx.audit(user, "console opened");
            return insert(
                    tx.sql(),
                    new ConsoleSession(
                            Actor.of(user), role, authenticatedAt, tx.now().plus(ABSOLUTE)));
        });
    }

    /** Opens a session for the holder of the administrator's key. It cannot be prolonged. */
    public Opened openByKey() {
        return transactions.run(Actor.KEY, tx -> {
            tx.audit("console opened by the administrator's key");
            return openFor(Actor.KEY, tx);
        });
    }

    /** Opens a session for the holder of the setup link, in the transaction that uses the link up. It cannot be prolonged. */
    Opened openBySetup(AdminTransaction tx) {
        return openFor(Actor.SETUP, tx);
    }

    private Opened openFor(Actor actor, AdminTransaction tx) {
        return insert(
                tx.sql(),
                new ConsoleSession(actor, Role.OWNER, tx.now(), tx.now().plus(BY_KEY)));
    }

    /** Writes that a wrong key was sent to the audit trail. The caller limits how often. */
    public void refusedKey() {
        transactions.run(Actor.UNKNOWN, tx -> {
            tx.audit("console refused a wrong administrator's key");
            return true;
        });
    }

    private Opened insert(SqlConnection sql, ConsoleSession session) {
        Token secret = Token.random();
        long now = clock.millis();
        sql.execute(
                "DELETE FROM saoma_console_session WHERE hash IN (SELECT hash FROM"
                        + " (SELECT hash FROM saoma_console_session WHERE expires_at < ? LIMIT " + SWEPT + ") expired)",
                now);
        sql.execute(
                """
                INSERT INTO saoma_console_session
                  (hash, user_id, authenticated_at, last_seen_at, expires_at, opened_by)
                VALUES (?, ?, ?, ?, ?, ?)""",
                secret.hash().value(),
                session.user().map(UserId::value).orElse(null),
                session.authenticatedAt().toEpochMilli(),
                now,
                session.expiresAt().toEpochMilli(),
                session.actor().equals(Actor.SETUP) ? Actor.SETUP.name() : null);
        return new Opened(secret, session);
    }

    /** Returns the session of a secret; empty when there is none. Counts as use. */
    public Optional<ConsoleSession> find(Token secret) {
        Instant now = clock.instant();
        Optional<Row> row = database.lookUp(sql -> row(sql, secret)).filter(found -> isAlive(found, now));
        row.filter(found -> found.seenAt().plus(SEEN_STEP).isBefore(now)).ifPresent(found -> touch(secret, now));
        return row.flatMap(this::session);
    }

    /** Ends the session of a secret, if there is one. */
    public void end(Token secret) {
        database.write(sql -> sql.execute(
                "DELETE FROM saoma_console_session WHERE hash = ?",
                secret.hash().value()));
    }

    private static Optional<Row> row(SqlConnection sql, Token secret) {
        return sql.first(
                "SELECT user_id, authenticated_at, last_seen_at, expires_at, opened_by FROM saoma_console_session WHERE"
                        + " hash = ?",
                row -> new Row(
                        actor(row.getString(1), row.getString(5)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))),
                secret.hash().value());
    }

    private static Actor actor(@Nullable String user, @Nullable String openedBy) {
        return user != null ? Actor.of(new UserId(user)) : openedBy == null ? Actor.KEY : new Actor(openedBy);
    }

    private static boolean isAlive(Row row, Instant now) {
        return now.isBefore(row.expiresAt()) && now.isBefore(row.seenAt().plus(IDLE));
    }

    private Optional<ConsoleSession> session(Row row) {
        Optional<UserId> user = row.actor().user();
        Optional<Role> role =
                user.isEmpty() ? Optional.of(Role.OWNER) : database.lookUp(sql -> new RoleRows(sql).find(user.get()));
        return role.map(now -> new ConsoleSession(row.actor(), now, row.authenticatedAt(), row.expiresAt()));
    }

    private void touch(Token secret, Instant now) {
        database.write(sql -> sql.execute(
                "UPDATE saoma_console_session SET last_seen_at = ? WHERE hash = ?",
                now.toEpochMilli(),
                secret.hash().value()));
    }
}
