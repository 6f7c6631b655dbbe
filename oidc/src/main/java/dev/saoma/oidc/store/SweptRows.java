package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What tables have in common whose key is a hash, and whose rows expire. */
final class SweptRows {
    private SweptRows() {}

    static int delete(SqlConnection sql, String table, Instant expiredBefore, int limit) {
        List<String> expired = sql.list(
                "SELECT hash FROM " + table + " WHERE expires_at <= ? LIMIT ?",
                row -> row.getString(1),
                expiredBefore.toEpochMilli(),
                limit);
        if (expired.isEmpty()) {
            return 0;
        }
        return sql.execute(
                "DELETE FROM " + table + " WHERE hash IN " + SqlConnection.placeholders(expired.size()),
                expired.toArray());
    }

    /** Returns the moment in a column; empty for null. */
    static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
