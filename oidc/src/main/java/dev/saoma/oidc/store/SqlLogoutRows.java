package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import dev.saoma.oidc.client.ClientId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notices in {@code saoma_oidc_logout}. */
record SqlLogoutRows(SqlConnection sql) implements LogoutRows {

    @Override
    public void insert(LogoutNotice notice) {
        sql.executeLater(
                "INSERT INTO saoma_oidc_logout (client_id, sid, sub, uri, tries, next_at) VALUES (?, ?, ?, ?, ?, ?)",
                notice.client().value(),
                notice.sid(),
                notice.sub(),
                notice.uri().toString(),
                notice.tries(),
                notice.nextAt().toEpochMilli());
    }

    /** From client to client by the index: one that hangs may have many rows. */
    @Override
    public List<ClientId> due(Instant now) {
        var due = new ArrayList<ClientId>();
        for (Optional<ClientId> one = clientAfter("");
                one.isPresent();
                one = clientAfter(one.get().value())) {
            if (!due(one.get(), now, 1).isEmpty()) {
                due.add(one.get());
            }
        }
        return due;
    }

    private Optional<ClientId> clientAfter(String client) {
        return sql.first(
                "SELECT client_id FROM saoma_oidc_logout WHERE client_id > ? ORDER BY client_id LIMIT 1",
                row -> new ClientId(row.getString(1)),
                client);
    }

    @Override
    public List<LogoutNotice> due(ClientId client, Instant now, int limit) {
        return sql.list("""
                SELECT id, client_id, sid, sub, uri, tries, next_at FROM saoma_oidc_logout
                WHERE client_id = ? AND next_at <= ? ORDER BY next_at, id LIMIT ?""", SqlLogoutRows::notice, client.value(), now.toEpochMilli(), limit);
    }

    @Override
    public boolean claim(LogoutNotice notice, Instant nextAt) {
        return sql.execute(
                        "UPDATE saoma_oidc_logout SET tries = tries + 1, next_at = ? WHERE id = ? AND tries = ?",
                        nextAt.toEpochMilli(),
                        notice.id(),
                        notice.tries())
                == 1;
    }

    @Override
    public boolean delete(long id) {
        return sql.execute("DELETE FROM saoma_oidc_logout WHERE id = ?", id) == 1;
    }

    private static LogoutNotice notice(ResultSet row) throws SQLException {
        return new LogoutNotice(
                row.getLong(1),
                new ClientId(row.getString(2)),
                row.getString(3),
                row.getString(4),
                URI.create(row.getString(5)),
                row.getInt(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }
}
