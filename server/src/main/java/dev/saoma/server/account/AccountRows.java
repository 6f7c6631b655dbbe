package dev.saoma.server.account;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.server.account.AccountExport.Membership;
import dev.saoma.server.change.AdminTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code saoma_account}, inside one transaction. */
record AccountRows(SqlConnection sql) {
    /** Accounts that a page looks at in the order of identifiers, of which few may pass. It is shorter then, and in time. */
    private static final int MOST_LOOKED = 5_000;

    static final String COLUMNS = "id, nickname, named, avatar, disabled, created_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM saoma_account ";

    Optional<Account> find(UserId id) {
        return sql.first(SELECT + "WHERE id = ?", AccountRows::account, id.value());
    }

    /** @throws dev.saoma.error.LoginException {@code not_found} */
    Account require(UserId id) {
        return find(id).orElseThrow(AdminTransaction::noUser);
    }

    Optional<Account> byOnceKey(TokenHash onceKey) {
        return sql.first(SELECT + "WHERE once_key = ?", AccountRows::account, onceKey.value());
    }

    /** Returns the account of an identifier if it passes a filter. */
    Optional<Account> find(UserId id, AccountFilter filter) {
        return sql.first(SELECT + "WHERE id = ?" + filter.sql(), AccountRows::account, id.value());
    }

    /** Returns a page of accounts after an identifier, sorted; an empty text for the first page. */
    AccountPage after(String id, AccountFilter filter, int limit) {
        Optional<String> end = filter.bound().isEmpty()
                ? Optional.empty()
                : sql.first(
                        "SELECT id FROM saoma_account WHERE id > ?" + filter.activity()
                                + " ORDER BY id LIMIT 1 OFFSET ?",
                        row -> row.getString(1),
                        id,
                        MOST_LOOKED - 1);
        List<Account> found = between(id, end, filter, limit);
        Optional<String> next = found.size() < limit
                ? end
                : Optional.of(found.get(limit - 1).id().value());
        return new AccountPage(found, next);
    }

    private List<Account> between(String from, Optional<String> to, AccountFilter filter, int limit) {
        return sql.list(
                SELECT + "WHERE id > ?" + to.map(last -> " AND id <= ?").orElse("") + filter.sql()
                        + " ORDER BY id LIMIT ?",
                AccountRows::account,
                Stream.of(Stream.of(from), to.stream(), Stream.of(limit))
                        .flatMap(values -> values)
                        .toArray());
    }

    /** Returns the organisations of a user, in the order of their identifiers. */
    List<Membership> memberships(UserId id, int limit) {
        return sql.list(
                """
                SELECT m.corp_id, c.name, m.joined_at FROM saoma_corp_member m JOIN saoma_corp c ON c.id = m.corp_id
                WHERE m.user_id = ? ORDER BY m.corp_id LIMIT ?""",
                row -> new Membership(
                        new CorpId(row.getString(1)), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
                id.value(),
                limit);
    }

    /** @param named whether an administrator chose the nickname, so that WeChat's does not replace it */
    void insert(UserId id, Profile profile, boolean named, TokenHash onceKey, Instant createdAt) {
        sql.execute(
                """
                INSERT INTO saoma_account (id, nickname, named, avatar, once_key, created_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                id.value(),
                profile.nickname(),
                named ? 1 : 0,
                profile.avatarOrNull(),
                onceKey.value(),
                createdAt.toEpochMilli());
    }

    void rename(UserId id, String nickname) {
        sql.execute("UPDATE saoma_account SET nickname = ?, named = 1 WHERE id = ?", nickname, id.value());
    }

    void activate(UserId id, boolean active) {
        sql.execute("UPDATE saoma_account SET disabled = ? WHERE id = ?", active ? 0 : 1, id.value());
    }

    /** Deletes an account and its memberships. */
    void delete(UserId id) {
        sql.execute("DELETE FROM saoma_corp_member WHERE user_id = ?", id.value());
        sql.execute("DELETE FROM saoma_account WHERE id = ?", id.value());
    }

    /** Stores WeChat's current profile. An empty nickname does not replace a stored one. */
    void refresh(UserId id, Profile profile) {
        sql.execute("UPDATE saoma_account SET avatar = ? WHERE id = ?", profile.avatarOrNull(), id.value());
        if (profile.nickname().isEmpty()) {
            return;
        }
        sql.execute("UPDATE saoma_account SET nickname = ? WHERE id = ? AND named = 0", profile.nickname(), id.value());
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getString(1)),
                row.getString(2),
                row.getInt(3) == 1,
                row.getString(4),
                row.getInt(5) == 0,
                Instant.ofEpochMilli(row.getLong(6)));
    }
}
