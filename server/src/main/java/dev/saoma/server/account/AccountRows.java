package dev.saoma.server.account;

import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.server.change.AdminTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code saoma_account}, inside one transaction. */
record AccountRows(Handle handle) {

    Optional<Account> find(UserId id) {
        return handle.createQuery("SELECT * FROM saoma_account WHERE id = ?")
                .bind(0, id.value())
                .map((row, context) -> account(row))
                .findOne();
    }

    /** @throws dev.saoma.error.LoginException {@code not_found} */
    Account require(UserId id) {
        return find(id).orElseThrow(AdminTransaction::noUser);
    }

    Optional<Account> byOnceKey(TokenHash onceKey) {
        return handle.createQuery("SELECT * FROM saoma_account WHERE once_key = ?")
                .bind(0, onceKey.value())
                .map((row, context) -> account(row))
                .findOne();
    }

    /** Returns a page of accounts after an identifier, sorted; an empty text for the first page. */
    List<Account> after(String id, int limit) {
        return handle.createQuery("SELECT * FROM saoma_account WHERE id > ? ORDER BY id LIMIT ?")
                .bind(0, id)
                .bind(1, limit)
                .map((row, context) -> account(row))
                .list();
    }

    /** @param named whether an administrator chose the nickname, so that WeChat's does not replace it */
    void insert(UserId id, Profile profile, boolean named, TokenHash onceKey, Instant createdAt) {
        handle.createUpdate("""
                        INSERT INTO saoma_account (id, nickname, named, avatar, once_key, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .bind(0, id.value())
                .bind(1, profile.nickname())
                .bind(2, named ? 1 : 0)
                .bind(3, profile.avatarOrNull())
                .bind(4, onceKey.value())
                .bind(5, createdAt.toEpochMilli())
                .execute();
    }

    void rename(UserId id, String nickname) {
        handle.createUpdate("UPDATE saoma_account SET nickname = ?, named = 1 WHERE id = ?")
                .bind(0, nickname)
                .bind(1, id.value())
                .execute();
    }

    void activate(UserId id, boolean active) {
        handle.createUpdate("UPDATE saoma_account SET disabled = ? WHERE id = ?")
                .bind(0, active ? 0 : 1)
                .bind(1, id.value())
                .execute();
    }

    /** Deletes an account and its memberships. */
    void delete(UserId id) {
        handle.execute("DELETE FROM saoma_corp_member WHERE user_id = ?", id.value());
        handle.execute("DELETE FROM saoma_account WHERE id = ?", id.value());
    }

    /** Stores WeChat's current profile. An empty nickname does not replace a stored one. */
    void refresh(UserId id, Profile profile) {
        handle.createUpdate("UPDATE saoma_account SET avatar = ? WHERE id = ?")
                .bind(0, profile.avatarOrNull())
                .bind(1, id.value())
                .execute();
        if (profile.nickname().isEmpty()) {
            return;
        }
        handle.createUpdate("UPDATE saoma_account SET nickname = ? WHERE id = ? AND named = 0")
                .bind(0, profile.nickname())
                .bind(1, id.value())
                .execute();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getString("id")),
                row.getString("nickname"),
                row.getString("avatar"),
                row.getInt("disabled") == 0,
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
