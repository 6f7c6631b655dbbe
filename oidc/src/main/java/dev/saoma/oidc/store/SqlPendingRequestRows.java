package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.secret.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Requests in {@code saoma_oidc_request}. */
record SqlPendingRequestRows(SqlConnection sql) implements PendingRequestRows {
    private static final String COLUMNS = "hash, browser, client_id, payload, made_at, expires_at";
    private static final String OF_BROWSER =
            " FROM saoma_oidc_request WHERE hash = ? AND browser = ? AND expires_at > ?";

    @Override
    public void insert(RequestRow request) {
        sql.execute(
                "INSERT INTO saoma_oidc_request (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                request.hash().value(),
                request.browser().value(),
                request.client().value(),
                request.payload(),
                request.madeAt().toEpochMilli(),
                request.expiresAt().toEpochMilli());
    }

    @Override
    public Optional<RequestRow> find(TokenHash hash, TokenHash browser, Instant now) {
        return sql.first(
                "SELECT " + COLUMNS + OF_BROWSER,
                SqlPendingRequestRows::request,
                hash.value(),
                browser.value(),
                now.toEpochMilli());
    }

    @Override
    public void setBrowser(TokenHash browser, TokenHash other, Instant now) {
        sql.execute(
                "UPDATE saoma_oidc_request SET browser = ? WHERE browser = ? AND expires_at > ?",
                other.value(),
                browser.value(),
                now.toEpochMilli());
    }

    @Override
    public boolean delete(TokenHash hash, TokenHash browser, Instant now) {
        return sql.execute("DELETE" + OF_BROWSER, hash.value(), browser.value(), now.toEpochMilli()) == 1;
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return SweptRows.delete(sql, "saoma_oidc_request", expiredBefore, limit);
    }

    private static RequestRow request(ResultSet row) throws SQLException {
        return new RequestRow(
                new TokenHash(row.getString(1)),
                new TokenHash(row.getString(2)),
                new ClientId(row.getString(3)),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }
}
