package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import dev.saoma.secret.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Tokens in {@code saoma_oidc_token}. */
record SqlTokenRows(SqlConnection sql) implements TokenRows {
    private static final String SELECT = """
            SELECT hash, kind, grant_id, code_hash, scope, made_at, expires_at, replaced_at
            FROM saoma_oidc_token WHERE hash = ? AND kind = ?""";

    @Override
    public void insert(TokenRow token) {
        sql.executeLater(
                """
                INSERT INTO saoma_oidc_token (hash, kind, grant_id, code_hash, scope, made_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                token.hash().value(),
                token.kind().text(),
                token.grantId(),
                token.code().value(),
                ScopeText.of(token.scope()),
                token.madeAt().toEpochMilli(),
                token.expiresAt().toEpochMilli());
    }

    @Override
    public Optional<TokenRow> find(TokenHash hash, TokenKind kind) {
        return sql.first(SELECT, SqlTokenRows::token, hash.value(), kind.text());
    }

    @Override
    public void replace(TokenHash hash, Instant at) {
        sql.executeLater("UPDATE saoma_oidc_token SET replaced_at = ? WHERE hash = ?", at.toEpochMilli(), hash.value());
    }

    @Override
    public boolean delete(TokenHash hash) {
        return sql.execute("DELETE FROM saoma_oidc_token WHERE hash = ?", hash.value()) == 1;
    }

    @Override
    public int deleteByCode(long grantId, TokenHash code) {
        return sql.execute("DELETE FROM saoma_oidc_token WHERE grant_id = ? AND code_hash = ?", grantId, code.value());
    }

    @Override
    public void deleteByGrant(long grantId) {
        sql.executeLater("DELETE FROM saoma_oidc_token WHERE grant_id = ?", grantId);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return SweptRows.delete(sql, "saoma_oidc_token", expiredBefore, limit);
    }

    private static TokenRow token(ResultSet row) throws SQLException {
        return new TokenRow(
                new TokenHash(row.getString(1)),
                TokenKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getLong(3),
                new TokenHash(row.getString(4)),
                ScopeText.parse(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                SweptRows.moment(row, 8));
    }
}
