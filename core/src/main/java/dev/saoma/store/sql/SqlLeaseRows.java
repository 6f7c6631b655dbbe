package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.store.LeaseRows;
import java.time.Duration;
import java.util.Optional;

/** Leases in {@code saoma_lease}, by the database's clock. */
final class SqlLeaseRows implements LeaseRows {
    private final SqlConnection sql;
    private final Dialect dialect;

    SqlLeaseRows(SqlConnection sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    private record Lease(String holder, long until, long now) {
        /** A lease that ends later than any lease can is free too: the database's clock was set back. */
        boolean isFree(long life) {
            return until <= now || until > now + life;
        }
    }

    @Override
    public boolean take(String name, String holder, Duration life) {
        long millis = life.toMillis();
        Optional<Lease> found = find(name, dialect.forUpdate());
        if (found.isEmpty()) {
            // Of two concurrent inserts, one fails by the unique key and its transaction runs again.
            sql.execute(
                    "INSERT INTO saoma_lease (name, holder, until_at) VALUES (?, ?, " + now() + " + ?)",
                    name,
                    holder,
                    millis);
            return true;
        }
        Lease lease = found.get();
        if (!lease.holder().equals(holder) && !lease.isFree(millis)) {
            return false;
        }
        sql.execute(
                "UPDATE saoma_lease SET holder = ?, until_at = ? WHERE name = ?", holder, lease.now() + millis, name);
        return true;
    }

    @Override
    public boolean isHeld(String name, Duration life) {
        return find(name, "").filter(lease -> !lease.isFree(life.toMillis())).isPresent();
    }

    @Override
    public void release(String name, String holder) {
        sql.execute("DELETE FROM saoma_lease WHERE name = ? AND holder = ?", name, holder);
    }

    private Optional<Lease> find(String name, String lock) {
        return sql.first(
                "SELECT holder, until_at, " + now() + " AS now_at FROM saoma_lease WHERE name = ?" + lock,
                row -> new Lease(row.getString(1), row.getLong(2), row.getLong(3)),
                name);
    }

    private String now() {
        return switch (dialect) {
            case SQLITE -> "unixepoch() * 1000";
            case POSTGRESQL -> "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
            case MYSQL -> "CAST(UNIX_TIMESTAMP() * 1000 AS SIGNED)";
        };
    }
}
