package dev.saoma.oidc.store;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants in {@code saoma_oidc_grant}. */
record SqlGrantRows(SqlConnection sql, Dialect dialect) implements GrantRows {
    private static final String EXPIRED = "expired";
    private static final String SELECT = """
            SELECT g.id, g.session_id, g.client_id, g.user_id, g.auth_id, g.scope, g.auth_time, g.made_at, g.ended
            FROM saoma_oidc_grant g\s""";

    @Override
    public Optional<GrantRow> lock(SessionId session, ClientId client) {
        return sql.first(
                SELECT + "WHERE g.session_id = ? AND g.client_id = ?" + dialect.forUpdate(),
                SqlGrantRows::grant,
                session.value(),
                client.value());
    }

    @Override
    public Optional<GrantRow> lock(long id) {
        return sql.first(SELECT + "WHERE g.id = ?" + dialect.forUpdate(), SqlGrantRows::grant, id);
    }

    @Override
    public Optional<GrantRow> byId(long id) {
        return sql.first(SELECT + """
                JOIN saoma_wechat_auth a ON a.id = g.auth_id AND a.user_id = g.user_id
                WHERE g.id = ?""", SqlGrantRows::grant, id);
    }

    @Override
    public long insert(GrantRow grant) {
        return sql.insert(
                """
                INSERT INTO saoma_oidc_grant
                  (session_id, client_id, user_id, auth_id, scope, auth_time, made_at, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                grant.session().value(),
                grant.client().value(),
                grant.user().value(),
                grant.authId(),
                ScopeText.of(grant.scope()),
                grant.authTime().toEpochMilli(),
                grant.madeAt().toEpochMilli(),
                ended(grant));
    }

    @Override
    public void update(GrantRow grant) {
        sql.executeLater(
                "UPDATE saoma_oidc_grant SET scope = ?, auth_time = ?, ended = ? WHERE id = ?",
                ScopeText.of(grant.scope()),
                grant.authTime().toEpochMilli(),
                ended(grant),
                grant.id());
    }

    private static @Nullable String ended(GrantRow grant) {
        return grant.isExpired() ? EXPIRED : null;
    }

    /** The first statement reads indexes alone, in the order of both. */
    @Override
    public List<GrantRow> withoutSession(int limit) {
        List<Long> ids = sql.list("""
                SELECT g.id FROM saoma_oidc_grant g LEFT JOIN saoma_session s ON s.id = g.session_id
                WHERE s.id IS NULL LIMIT ?""", row -> row.getLong(1), limit);
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE g.id IN " + SqlConnection.placeholders(ids.size()),
                        SqlGrantRows::grant,
                        ids.toArray());
    }

    @Override
    public int expire(Instant seenBefore, int limit) {
        List<Long> found = sql.list("""
                SELECT g.id FROM saoma_session s JOIN saoma_oidc_grant g ON g.session_id = s.id
                WHERE s.last_seen_at <= ? AND g.ended IS NULL LIMIT ?""", row -> row.getLong(1), seenBefore.toEpochMilli(), limit);
        found.forEach(id -> sql.executeLater("UPDATE saoma_oidc_grant SET ended = ? WHERE id = ?", EXPIRED, id));
        return found.size();
    }

    @Override
    public boolean delete(long id) {
        return sql.execute("DELETE FROM saoma_oidc_grant WHERE id = ?", id) == 1;
    }

    private static GrantRow grant(ResultSet row) throws SQLException {
        return new GrantRow(
                row.getLong(1),
                new SessionId(row.getString(2)),
                new ClientId(row.getString(3)),
                new UserId(row.getString(4)),
                row.getLong(5),
                ScopeText.parse(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                EXPIRED.equals(row.getString(9)));
    }
}
