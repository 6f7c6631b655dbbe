package dev.saoma.store.sql;

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
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sessions in {@code saoma_session}. */
final class SqlSessionRows implements SessionRows {
    private final Handle handle;

    SqlSessionRows(Handle handle) {
        this.handle = handle;
    }

    @Override
    public void insert(Session session) {
        Optional<Corp> corp = session.corp();
        handle.createUpdate("""
                        INSERT INTO saoma_session (id, secret_hash, user_id, corp_id, corp_name, auth_id, instance, device, platform,
                          authenticated_at, created_at, last_seen_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .bind(0, session.id().value())
                .bind(1, session.secretHash().value())
                .bind(2, session.user().value())
                .bind(3, corp.map(c -> c.id().value()))
                .bind(4, corp.map(Corp::name))
                .bind(5, session.authId())
                .bind(6, session.instance())
                .bind(7, session.device())
                .bind(8, session.platform().text())
                .bind(9, session.authenticatedAt().toEpochMilli())
                .bind(10, session.createdAt().toEpochMilli())
                .bind(11, session.lastSeenAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Session> byHash(TokenHash hash) {
        return handle.createQuery("SELECT * FROM saoma_session WHERE secret_hash = ?")
                .bind(0, hash.value())
                .map((row, context) -> session(row))
                .findOne();
    }

    @Override
    public void touch(SessionId id, Instant at) {
        handle.createUpdate("UPDATE saoma_session SET last_seen_at = ? WHERE id = ?")
                .bind(0, at.toEpochMilli())
                .bind(1, id.value())
                .execute();
    }

    @Override
    public List<Session> byUser(UserId user, int limit) {
        return handle.createQuery(
                        "SELECT * FROM saoma_session WHERE user_id = ? ORDER BY last_seen_at DESC, id LIMIT ?")
                .bind(0, user.value())
                .bind(1, limit)
                .map((row, context) -> session(row))
                .list();
    }

    @Override
    public boolean setAuthenticatedAt(TokenHash hash, Instant at) {
        return handle.createUpdate("UPDATE saoma_session SET authenticated_at = ? WHERE secret_hash = ?")
                        .bind(0, at.toEpochMilli())
                        .bind(1, hash.value())
                        .execute()
                == 1;
    }

    @Override
    public boolean rotate(TokenHash old, TokenHash fresh, @Nullable Corp corp) {
        return handle.createUpdate("""
                        UPDATE saoma_session SET secret_hash = ?, corp_id = ?, corp_name = ? WHERE secret_hash = ?""")
                        .bind(0, fresh.value())
                        .bind(1, corp == null ? null : corp.id().value())
                        .bind(2, corp == null ? null : corp.name())
                        .bind(3, old.value())
                        .execute()
                == 1;
    }

    @Override
    public Optional<TokenHash> deleteById(SessionId id, UserId user) {
        List<TokenHash> ended =
                end(handle.createQuery("SELECT secret_hash FROM saoma_session WHERE id = ? AND user_id = ?")
                        .bind(0, id.value())
                        .bind(1, user.value())
                        .mapTo(String.class)
                        .list());
        return ended.stream().findFirst();
    }

    @Override
    public List<TokenHash> deleteByCorp(UserId user, CorpId corp) {
        return end(handle.createQuery("SELECT secret_hash FROM saoma_session WHERE user_id = ? AND corp_id = ?")
                .bind(0, user.value())
                .bind(1, corp.value())
                .mapTo(String.class)
                .list());
    }

    @Override
    public boolean delete(TokenHash hash) {
        return handle.createUpdate("DELETE FROM saoma_session WHERE secret_hash = ?")
                        .bind(0, hash.value())
                        .execute()
                == 1;
    }

    @Override
    public List<TokenHash> deleteByAuth(long authId) {
        return end(handle.createQuery("SELECT secret_hash FROM saoma_session WHERE auth_id = ?")
                .bind(0, authId)
                .mapTo(String.class)
                .list());
    }

    @Override
    public List<TokenHash> deleteByUser(UserId user, @Nullable TokenHash spared) {
        return end(handle.createQuery("SELECT secret_hash FROM saoma_session WHERE user_id = ? AND secret_hash <> ?")
                .bind(0, user.value())
                .bind(1, spared == null ? "" : spared.value())
                .mapTo(String.class)
                .list());
    }

    private List<TokenHash> end(List<String> hashes) {
        List<TokenHash> ended = hashes.stream().map(TokenHash::new).toList();
        ended.forEach(this::delete);
        return ended;
    }

    @Override
    public int sweep(Instant createdBefore, Instant seenBefore, int limit) {
        List<String> ended = handle.createQuery(
                        "SELECT id FROM saoma_session WHERE created_at <= ? OR last_seen_at <= ? LIMIT ?")
                .bind(0, createdBefore.toEpochMilli())
                .bind(1, seenBefore.toEpochMilli())
                .bind(2, limit)
                .mapTo(String.class)
                .list();
        return ended.isEmpty()
                ? 0
                : handle.createUpdate("""
                                DELETE FROM saoma_session
                                WHERE (created_at <= :created OR last_seen_at <= :seen) AND id IN (<ended>)""")
                        .bind("created", createdBefore.toEpochMilli())
                        .bind("seen", seenBefore.toEpochMilli())
                        .bindList("ended", ended)
                        .execute();
    }

    private static Session session(ResultSet row) throws SQLException {
        @Nullable String corp = row.getString("corp_id");
        return new Session(
                new SessionId(row.getString("id")),
                new TokenHash(row.getString("secret_hash")),
                new UserId(row.getString("user_id")),
                corp == null ? null : new Corp(new CorpId(corp), row.getString("corp_name")),
                row.getLong("auth_id"),
                row.getString("instance"),
                row.getString("device"),
                Platform.of(row.getString("platform")).orElse(Platform.WEB),
                Instant.ofEpochMilli(row.getLong("authenticated_at")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")));
    }
}
