package dev.saoma.oidc.key;

import dev.saoma.database.SqlConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of {@code saoma_oidc_key}, within one transaction. */
record SigningKeyRows(SqlConnection sql) {

    /** Returns all keys by algorithm and generation. */
    List<KeyRow> all() {
        return sql.list(
                "SELECT kid, alg, generation, publish_at, sign_from, retire_at, drop_at, public_jwk, wrapped"
                        + " FROM saoma_oidc_key ORDER BY alg DESC, generation",
                SigningKeyRows::map);
    }

    private static KeyRow map(ResultSet row) throws SQLException {
        var times = new KeyTimes(instant(row, 4), instant(row, 5), instant(row, 6), instant(row, 7));
        return new KeyRow(
                row.getString(1),
                SigningAlgorithm.valueOf(row.getString(2)),
                row.getInt(3),
                times,
                row.getString(8),
                row.getString(9));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /** Inserts a key. When another node inserts one of the same generation, this transaction conflicts and runs again. */
    void insert(KeyRow row) {
        KeyTimes times = row.times();
        sql.execute(
                "INSERT INTO saoma_oidc_key"
                        + " (kid, alg, generation, publish_at, sign_from, retire_at, drop_at, public_jwk, wrapped)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.kid(),
                row.algorithm().name(),
                row.generation(),
                times.publishAt().toEpochMilli(),
                times.signFrom().toEpochMilli(),
                times.retireAt().toEpochMilli(),
                times.dropAt().toEpochMilli(),
                row.publicJwk(),
                row.wrapped());
    }

    /** Stores when a key retires and when it is dropped. */
    void retire(KeyRow row) {
        sql.execute(
                "UPDATE saoma_oidc_key SET retire_at = ?, drop_at = ? WHERE kid = ?",
                row.times().retireAt().toEpochMilli(),
                row.times().dropAt().toEpochMilli(),
                row.kid());
    }

    void delete(KeyRow row) {
        sql.execute("DELETE FROM saoma_oidc_key WHERE kid = ?", row.kid());
    }

    void deleteAll() {
        sql.execute("DELETE FROM saoma_oidc_key");
    }
}
