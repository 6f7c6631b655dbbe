package dev.saoma.store.sql;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tickets in {@code saoma_ticket}. */
final class SqlTicketRows implements TicketRows {
    private final Handle handle;

    SqlTicketRows(Handle handle) {
        this.handle = handle;
    }

    @Override
    public void put(Ticket ticket) {
        handle.createUpdate("""
                        INSERT INTO saoma_ticket (hash, kind, browser, payload, user_id, app_id, auth_id, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .bind(0, ticket.hash().value())
                .bind(1, ticket.kind().name())
                .bind(
                        2,
                        ticket.browserOrNull() == null
                                ? null
                                : ticket.browserOrNull().value())
                .bind(3, ticket.payload())
                .bind(4, ticket.user() == null ? null : ticket.user().value())
                .bind(5, ticket.app().value())
                .bind(6, ticket.authId())
                .bind(7, ticket.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Ticket> find(Ticket.Kind kind, TokenHash hash, Instant now) {
        return handle.createQuery("SELECT * FROM saoma_ticket WHERE hash = ? AND kind = ? AND expires_at > ?")
                .bind(0, hash.value())
                .bind(1, kind.name())
                .bind(2, now.toEpochMilli())
                .map((row, context) -> ticket(kind, row))
                .findOne();
    }

    @Override
    public boolean take(Ticket.Kind kind, TokenHash hash, Instant now) {
        return handle.createUpdate("DELETE FROM saoma_ticket WHERE hash = ? AND kind = ? AND expires_at > ?")
                        .bind(0, hash.value())
                        .bind(1, kind.name())
                        .bind(2, now.toEpochMilli())
                        .execute()
                == 1;
    }

    @Override
    public int fail(Ticket.Kind kind, TokenHash hash) {
        handle.createUpdate("UPDATE saoma_ticket SET failures = failures + 1 WHERE hash = ? AND kind = ?")
                .bind(0, hash.value())
                .bind(1, kind.name())
                .execute();
        return handle.createQuery("SELECT failures FROM saoma_ticket WHERE hash = ? AND kind = ?")
                .bind(0, hash.value())
                .bind(1, kind.name())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    @Override
    public void keepNewest(Ticket.Kind kind, TokenHash browser, int count) {
        // MySQL cannot delete from a table by a subquery on it, unless the subquery is a derived table.
        handle.createUpdate("""
                        DELETE FROM saoma_ticket WHERE kind = ? AND browser = ? AND hash NOT IN
                          (SELECT hash FROM
                            (SELECT hash FROM saoma_ticket WHERE kind = ? AND browser = ?
                             ORDER BY expires_at DESC, hash LIMIT ?) newest)""")
                .bind(0, kind.name())
                .bind(1, browser.value())
                .bind(2, kind.name())
                .bind(3, browser.value())
                .bind(4, count)
                .execute();
    }

    @Override
    public void removeOf(UserId user) {
        handle.createUpdate("DELETE FROM saoma_ticket WHERE user_id = ? AND kind <> ?")
                .bind(0, user.value())
                .bind(1, Ticket.Kind.BIND.name())
                .execute();
    }

    @Override
    public void removeOf(UserId user, AppId app) {
        handle.createUpdate("DELETE FROM saoma_ticket WHERE user_id = ? AND app_id = ? AND kind <> ?")
                .bind(0, user.value())
                .bind(1, app.value())
                .bind(2, Ticket.Kind.BIND.name())
                .execute();
    }

    @Override
    public int removeAllOf(UserId user) {
        return handle.createUpdate("DELETE FROM saoma_ticket WHERE user_id = ?")
                .bind(0, user.value())
                .execute();
    }

    @Override
    public int sweep(Instant now, int limit) {
        List<String> expired = handle.createQuery("SELECT hash FROM saoma_ticket WHERE expires_at <= ? LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, limit)
                .mapTo(String.class)
                .list();
        return expired.isEmpty()
                ? 0
                : handle.createUpdate("DELETE FROM saoma_ticket WHERE expires_at <= :now AND hash IN (<expired>)")
                        .bind("now", now.toEpochMilli())
                        .bindList("expired", expired)
                        .execute();
    }

    private static Ticket ticket(Ticket.Kind kind, ResultSet row) throws SQLException {
        @Nullable String browser = row.getString("browser");
        @Nullable String user = row.getString("user_id");
        long authId = row.getLong("auth_id");
        boolean noAuth = row.wasNull();
        return new Ticket(
                new TokenHash(row.getString("hash")),
                kind,
                browser == null ? null : new TokenHash(browser),
                row.getString("payload"),
                user == null ? null : new UserId(user),
                new AppId(row.getString("app_id")),
                noAuth ? null : authId,
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
