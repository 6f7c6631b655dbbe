package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets in {@code saoma_ticket}. */
final class SqlTicketRows implements TicketRows {
    private static final String COLUMNS = "hash, browser, payload, user_id, app_id, auth_id, expires_at";

    private final SqlConnection sql;
    private final Dialect dialect;

    SqlTicketRows(SqlConnection sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public void put(Ticket ticket) {
        sql.executeLater(
                """
                INSERT INTO saoma_ticket (hash, kind, browser, payload, user_id, app_id, auth_id, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                ticket.hash().value(),
                ticket.kind().name(),
                ticket.browserOrNull() == null ? null : ticket.browserOrNull().value(),
                ticket.payload(),
                ticket.user() == null ? null : ticket.user().value(),
                ticket.app().value(),
                ticket.authId(),
                ticket.expiresAt().toEpochMilli());
    }

    @Override
    public Optional<Ticket> find(Ticket.Kind kind, TokenHash hash, Instant now) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM saoma_ticket WHERE hash = ? AND kind = ? AND expires_at > ?",
                row -> ticket(kind, row),
                hash.value(),
                kind.name(),
                now.toEpochMilli());
    }

    @Override
    public Optional<Ticket> takeOf(TokenHash browser, Ticket.Kind kind, TokenHash hash, Instant now) {
        if (!dialect.hasReturning()) {
            return TicketRows.super.takeOf(browser, kind, hash, now);
        }
        return sql.first(
                "DELETE FROM saoma_ticket WHERE hash = ? AND kind = ? AND browser = ? AND expires_at > ? RETURNING "
                        + COLUMNS,
                row -> ticket(kind, row),
                hash.value(),
                kind.name(),
                browser.value(),
                now.toEpochMilli());
    }

    @Override
    public boolean take(Ticket.Kind kind, TokenHash hash, Instant now) {
        return sql.execute(
                        "DELETE FROM saoma_ticket WHERE hash = ? AND kind = ? AND expires_at > ?",
                        hash.value(),
                        kind.name(),
                        now.toEpochMilli())
                == 1;
    }

    @Override
    public int fail(Ticket.Kind kind, TokenHash hash) {
        sql.executeLater(
                "UPDATE saoma_ticket SET failures = failures + 1 WHERE hash = ? AND kind = ?",
                hash.value(),
                kind.name());
        return (int)
                sql.count("SELECT failures FROM saoma_ticket WHERE hash = ? AND kind = ?", hash.value(), kind.name());
    }

    @Override
    public void keepNewest(Ticket.Kind kind, TokenHash browser, int count) {
        // MySQL cannot delete from a table by a subquery on it, unless the subquery is a derived table.
        sql.executeLater("""
                DELETE FROM saoma_ticket WHERE kind = ? AND browser = ? AND hash NOT IN
                  (SELECT hash FROM
                    (SELECT hash FROM saoma_ticket WHERE kind = ? AND browser = ?
                     ORDER BY expires_at DESC, hash LIMIT ?) newest)""", kind.name(), browser.value(), kind.name(), browser.value(), count);
    }

    @Override
    public void removeOf(UserId user) {
        sql.executeLater(
                "DELETE FROM saoma_ticket WHERE user_id = ? AND kind <> ?", user.value(), Ticket.Kind.BIND.name());
    }

    @Override
    public void removeOf(UserId user, AppId app) {
        sql.executeLater(
                "DELETE FROM saoma_ticket WHERE user_id = ? AND app_id = ? AND kind <> ?",
                user.value(),
                app.value(),
                Ticket.Kind.BIND.name());
    }

    @Override
    public int removeAllOf(UserId user) {
        return sql.execute("DELETE FROM saoma_ticket WHERE user_id = ?", user.value());
    }

    @Override
    public int sweep(Instant now, int limit) {
        List<String> expired = sql.list(
                "SELECT hash FROM saoma_ticket WHERE expires_at <= ? LIMIT ?",
                row -> row.getString(1),
                now.toEpochMilli(),
                limit);
        if (expired.isEmpty()) {
            return 0;
        }
        var values = new ArrayList<Object>(List.of(now.toEpochMilli()));
        values.addAll(expired);
        return sql.execute(
                "DELETE FROM saoma_ticket WHERE expires_at <= ? AND hash IN "
                        + SqlConnection.placeholders(expired.size()),
                values.toArray());
    }

    private static Ticket ticket(Ticket.Kind kind, ResultSet row) throws SQLException {
        @Nullable String browser = row.getString(2);
        @Nullable String user = row.getString(4);
        long authId = row.getLong(6);
        boolean noAuth = row.wasNull();
        return new Ticket(
                new TokenHash(row.getString(1)),
                kind,
                browser == null ? null : new TokenHash(browser),
                row.getString(3),
                user == null ? null : new UserId(user),
                new AppId(row.getString(5)),
                noAuth ? null : authId,
                Instant.ofEpochMilli(row.getLong(7)));
    }
}
