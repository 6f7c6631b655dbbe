package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import dev.saoma.secret.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Codes in {@code saoma_oidc_code}. */
record SqlCodeRows(SqlConnection sql) implements CodeRows {

    @Override
    public void insert(CodeRow code) {
        sql.executeLater(
                """
                INSERT INTO saoma_oidc_code (hash, grant_id, redirect_uri, challenge, nonce, scope, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                code.hash().value(),
                code.grantId(),
                code.redirectUri(),
                code.challenge().orElse(null),
                code.nonce().orElse(null),
                ScopeText.of(code.scope()),
                code.expiresAt().toEpochMilli());
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return sql.execute(
                        "UPDATE saoma_oidc_code SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
                        now.toEpochMilli(),
                        hash.value(),
                        now.toEpochMilli())
                == 1;
    }

    @Override
    public Optional<CodeRow> find(TokenHash hash) {
        return sql.first("""
                SELECT hash, grant_id, redirect_uri, challenge, nonce, scope, expires_at, used_at
                FROM saoma_oidc_code WHERE hash = ?""", SqlCodeRows::code, hash.value());
    }

    @Override
    public void deleteByGrant(long grantId) {
        sql.executeLater("DELETE FROM saoma_oidc_code WHERE grant_id = ?", grantId);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return SweptRows.delete(sql, "saoma_oidc_code", expiredBefore, limit);
    }

    private static CodeRow code(ResultSet row) throws SQLException {
        return new CodeRow(
                new TokenHash(row.getString(1)),
                row.getLong(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                ScopeText.parse(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                SweptRows.moment(row, 8));
    }
}
