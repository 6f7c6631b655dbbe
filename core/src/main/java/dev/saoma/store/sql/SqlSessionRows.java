package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.SessionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions in {@code saoma_session}. */
final class SqlSessionRows implements SessionRows {
    static final String COLUMNS = "id, secret_hash, user_id, corp_id, corp_name, auth_id, instance, device, platform,"
            + " authenticated_at, created_at, last_seen_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM saoma_session ";

    private final SqlConnection sql;

    SqlSessionRows(SqlConnection sql) {
        this.sql = sql;
    }

    @Override
    public void insert(Session session) {
        sql.executeLater(
                "INSERT INTO saoma_session (" + COLUMNS + ") VALUES " + SqlConnection.placeholders(12),
                values(session));
    }

    /** Returns the values of the columns. */
    static @Nullable Object[] values(Session session) {
        Optional<Corp> corp = session.corp();
        return new @Nullable Object[] {
            session.id().value(),
            session.secretHash().value(),
            session.user().value(),
            corp.map(c -> c.id().value()).orElse(null),
            corp.map(Corp::name).orElse(null),
            session.authId(),
            session.instance(),
            session.device(),
            session.platform().text(),
            session.authenticatedAt().toEpochMilli(),
            session.createdAt().toEpochMilli(),
            session.lastSeenAt().toEpochMilli()
        };
    }

    @Override
    public Optional<Session> byHash(TokenHash hash) {
        return sql.first(SELECT + "WHERE secret_hash = ?", SqlSessionRows::session, hash.value());
    }

    @Override
    public Optional<Session> byId(SessionId id) {
        return sql.first(SELECT + "WHERE id = ?", SqlSessionRows::session, id.value());
    }

    @Override
    public void touch(SessionId id, Instant at) {
        sql.executeLater("UPDATE saoma_session SET last_seen_at = ? WHERE id = ?", at.toEpochMilli(), id.value());
    }

    @Override
    public List<Session> byUser(UserId user, int limit) {
        return sql.list(
                SELECT + "WHERE user_id = ? ORDER BY last_seen_at DESC, id LIMIT ?",
                SqlSessionRows::session,
                user.value(),
                limit);
    }

    @Override
    public boolean setAuthenticatedAt(TokenHash hash, Instant at) {
        return sql.execute(
                        "UPDATE saoma_session SET authenticated_at = ? WHERE secret_hash = ?",
                        at.toEpochMilli(),
                        hash.value())
                == 1;
    }

    @Override
    public boolean rotate(TokenHash old, TokenHash fresh, @Nullable Corp corp) {
        return sql.execute(
                        "UPDATE saoma_session SET secret_hash = ?, corp_id = ?, corp_name = ? WHERE secret_hash = ?",
                        fresh.value(),
                        corp == null ? null : corp.id().value(),
                        corp == null ? null : corp.name(),
                        old.value())
                == 1;
    }

    @Override
    public Optional<TokenHash> deleteById(SessionId id, UserId user) {
        return end("id = ? AND user_id = ?", id.value(), user.value()).stream().findFirst();
    }

    @Override
    public List<TokenHash> deleteByCorp(UserId user, CorpId corp) {
        return end("user_id = ? AND corp_id = ?", user.value(), corp.value());
    }

    @Override
    public boolean delete(TokenHash hash) {
        return sql.execute("DELETE FROM saoma_session WHERE secret_hash = ?", hash.value()) == 1;
    }

    @Override
    public List<TokenHash> deleteByAuth(UserId user, long authId) {
        return end("user_id = ? AND auth_id = ?", user.value(), authId);
    }

    @Override
    public List<TokenHash> deleteByUser(UserId user, @Nullable TokenHash spared) {
        return end("user_id = ? AND secret_hash <> ?", user.value(), spared == null ? "" : spared.value());
    }

    private List<TokenHash> end(String where, Object... values) {
        List<TokenHash> ended = sql.list(
                "SELECT secret_hash FROM saoma_session WHERE " + where, row -> new TokenHash(row.getString(1)), values);
        ended.forEach(hash -> sql.executeLater("DELETE FROM saoma_session WHERE secret_hash = ?", hash.value()));
        return ended;
    }

    @Override
    public int sweep(Instant seenBefore, int limit) {
        List<String> ended = sql.list(
                "SELECT id FROM saoma_session WHERE last_seen_at <= ? LIMIT ?",
                row -> row.getString(1),
                seenBefore.toEpochMilli(),
                limit);
        if (ended.isEmpty()) {
            return 0;
        }
        var values = new ArrayList<Object>(List.of(seenBefore.toEpochMilli()));
        values.addAll(ended);
        return sql.execute(
                "DELETE FROM saoma_session WHERE last_seen_at <= ? AND id IN "
                        + SqlConnection.placeholders(ended.size()),
                values.toArray());
    }

    private static Session session(ResultSet row) throws SQLException {
        @Nullable String corp = row.getString(4);
        return new Session(
                new SessionId(row.getString(1)),
                new TokenHash(row.getString(2)),
                new UserId(row.getString(3)),
                corp == null ? null : new Corp(new CorpId(corp), row.getString(5)),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                Platform.of(row.getString(9)).orElse(Platform.WEB),
                Instant.ofEpochMilli(row.getLong(10)),
                Instant.ofEpochMilli(row.getLong(11)),
                Instant.ofEpochMilli(row.getLong(12)));
    }
}
