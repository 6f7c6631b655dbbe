package dev.saoma.server.account;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.server.change.AdminTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code saoma_account}, inside one transaction. */
record AccountRows(SqlConnection sql) {
    private static final String SELECT = "SELECT id, nickname, avatar, disabled, created_at FROM saoma_account ";

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

    /** Returns a page of accounts after an identifier, sorted; an empty text for the first page. */
    List<Account> after(String id, int limit) {
        return sql.list(SELECT + "WHERE id > ? ORDER BY id LIMIT ?", AccountRows::account, id, limit);
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

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getInt(4) == 0,
                Instant.ofEpochMilli(row.getLong(5)));
    }
}
