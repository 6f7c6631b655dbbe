package dev.saoma.oidc.store;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.store.Transaction;

/**
 * The rows of one transaction. Valid inside the function that is passed to {@link GrantStore}.
 *
 * @param saoma the rows of sessions, leases and the audit trail
 */
public record GrantTransaction(
        Transaction saoma,
        PendingRequestRows requests,
        GrantRows grants,
        CodeRows codes,
        TokenRows tokens,
        LogoutRows logouts) {

    static GrantTransaction of(Transaction saoma, SqlConnection sql, Dialect dialect) {
        return new GrantTransaction(
                saoma,
                new SqlPendingRequestRows(sql),
                new SqlGrantRows(sql, dialect),
                new SqlCodeRows(sql),
                new SqlTokenRows(sql),
                new SqlLogoutRows(sql));
    }
}
