package dev.saoma.server.organization;

import dev.saoma.database.Dialect;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code saoma_corp} and {@code saoma_corp_member}, inside one transaction. */
record OrganizationRows(Handle handle, Dialect dialect) {

    Optional<Organization> find(CorpId id) {
        return find(id, "");
    }

    /** @throws dev.saoma.error.LoginException {@code not_found} */
    Organization require(CorpId id) {
        return find(id).orElseThrow(Organizations::notFound);
    }

    /**
     * Locks an organisation and its members until the transaction ends.
     *
     * @throws dev.saoma.error.LoginException {@code not_found}
     */
    Organization lock(CorpId id) {
        return find(id, dialect.forUpdate()).orElseThrow(Organizations::notFound);
    }

    private Optional<Organization> find(CorpId id, String forUpdate) {
        return handle.createQuery("SELECT * FROM saoma_corp WHERE id = ?" + forUpdate)
                .bind(0, id.value())
                .map((row, context) -> organization(row))
                .findOne();
    }

    List<Organization> after(String id, int limit) {
        return handle.createQuery("SELECT * FROM saoma_corp WHERE id > ? ORDER BY id LIMIT ?")
                .bind(0, id)
                .bind(1, limit)
                .map((row, context) -> organization(row))
                .list();
    }

    List<Corp> of(UserId user, int limit) {
        return handle.createQuery("""
                        SELECT c.* FROM saoma_corp c JOIN saoma_corp_member m ON m.corp_id = c.id
                        WHERE m.user_id = ? ORDER BY c.name, c.id LIMIT ?""")
                .bind(0, user.value())
                .bind(1, limit)
                .map((row, context) -> organization(row).corp())
                .list();
    }

    List<Member> members(CorpId corp, String after, int limit) {
        return handle.createQuery("""
                        SELECT m.user_id, m.joined_at, a.nickname, a.disabled
                        FROM saoma_corp_member m JOIN saoma_account a ON a.id = m.user_id
                        WHERE m.corp_id = ? AND m.user_id > ? ORDER BY m.user_id LIMIT ?""")
                .bind(0, corp.value())
                .bind(1, after)
                .bind(2, limit)
                .map((row, context) -> member(row))
                .list();
    }

    boolean isMember(CorpId corp, UserId user) {
        return handle.createQuery("SELECT count(*) FROM saoma_corp_member WHERE corp_id = ? AND user_id = ?")
                        .bind(0, corp.value())
                        .bind(1, user.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    void insert(Corp corp, Instant createdAt) {
        handle.execute(
                "INSERT INTO saoma_corp (id, name, created_at) VALUES (?, ?, ?)",
                corp.id().value(),
                corp.name(),
                createdAt.toEpochMilli());
    }

    void rename(Corp corp) {
        handle.execute(
                "UPDATE saoma_corp SET name = ? WHERE id = ?",
                corp.name(),
                corp.id().value());
    }

    void delete(CorpId corp) {
        handle.execute("DELETE FROM saoma_corp WHERE id = ?", corp.value());
    }

    void insertMember(CorpId corp, UserId user, Instant joinedAt) {
        handle.execute(
                "INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) VALUES (?, ?, ?)",
                corp.value(),
                user.value(),
                joinedAt.toEpochMilli());
    }

    void deleteMember(CorpId corp, UserId user) {
        handle.execute("DELETE FROM saoma_corp_member WHERE corp_id = ? AND user_id = ?", corp.value(), user.value());
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new Corp(new CorpId(row.getString("id")), row.getString("name")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new UserId(row.getString("user_id")),
                row.getString("nickname"),
                row.getInt("disabled") == 0,
                Instant.ofEpochMilli(row.getLong("joined_at")));
    }
}
