package dev.saoma.server.organization;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code saoma_corp} and {@code saoma_corp_member}, inside one transaction. */
record OrganizationRows(SqlConnection sql, Dialect dialect) {
    private static final String SELECT = "SELECT id, name, created_at FROM saoma_corp ";

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
        return sql.first(SELECT + "WHERE id = ?" + forUpdate, OrganizationRows::organization, id.value());
    }

    List<Organization> after(String id, int limit) {
        return sql.list(SELECT + "WHERE id > ? ORDER BY id LIMIT ?", OrganizationRows::organization, id, limit);
    }

    List<Corp> of(UserId user, int limit) {
        return sql.list("""
                SELECT c.id, c.name FROM saoma_corp c JOIN saoma_corp_member m ON m.corp_id = c.id
                WHERE m.user_id = ? ORDER BY c.name, c.id LIMIT ?""", OrganizationRows::corp, user.value(), limit);
    }

    List<Member> members(CorpId corp, String after, int limit) {
        // The page before the join: PostgreSQL may read all accounts in their order up to its first member otherwise.
        return sql.list("""
                SELECT m.user_id, m.joined_at, a.nickname, a.disabled FROM (SELECT user_id, joined_at FROM saoma_corp_member
                WHERE corp_id = ? AND user_id > ? ORDER BY user_id LIMIT ?) m JOIN saoma_account a ON a.id = m.user_id
                ORDER BY m.user_id""", OrganizationRows::member, corp.value(), after, limit);
    }

    boolean isMember(CorpId corp, UserId user) {
        return sql.count(
                        "SELECT count(*) FROM saoma_corp_member WHERE corp_id = ? AND user_id = ?",
                        corp.value(),
                        user.value())
                > 0;
    }

    void insert(Corp corp, Instant createdAt) {
        sql.execute(
                "INSERT INTO saoma_corp (id, name, created_at) VALUES (?, ?, ?)",
                corp.id().value(),
                corp.name(),
                createdAt.toEpochMilli());
    }

    void rename(Corp corp) {
        sql.execute(
                "UPDATE saoma_corp SET name = ? WHERE id = ?",
                corp.name(),
                corp.id().value());
    }

    void delete(CorpId corp) {
        sql.execute("DELETE FROM saoma_corp WHERE id = ?", corp.value());
    }

    void insertMember(CorpId corp, UserId user, Instant joinedAt) {
        sql.execute(
                "INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) VALUES (?, ?, ?)",
                corp.value(),
                user.value(),
                joinedAt.toEpochMilli());
    }

    void deleteMember(CorpId corp, UserId user) {
        sql.execute("DELETE FROM saoma_corp_member WHERE corp_id = ? AND user_id = ?", corp.value(), user.value());
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(corp(row), Instant.ofEpochMilli(row.getLong(3)));
    }

    private static Corp corp(ResultSet row) throws SQLException {
        return new Corp(new CorpId(row.getString(1)), row.getString(2));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new UserId(row.getString(1)),
                row.getString(3),
                row.getInt(4) == 0,
                Instant.ofEpochMilli(row.getLong(2)));
    }
}
