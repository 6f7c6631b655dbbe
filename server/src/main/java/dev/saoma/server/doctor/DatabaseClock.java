package dev.saoma.server.doctor;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import java.time.Clock;
import java.time.Instant;

/** The clock of a database server. */
public final class DatabaseClock {
    private DatabaseClock() {}

    /** Returns the time of the database server; for SQLite, which has none, that of the given clock. */
    public static Instant now(SqlConnection sql, Dialect dialect, Clock clock) {
        String now = switch (dialect) {
            case POSTGRESQL -> "SELECT extract(epoch from clock_timestamp()) * 1000";
            case MYSQL -> "SELECT UNIX_TIMESTAMP(SYSDATE(3)) * 1000";
            case SQLITE -> "";
        };
        return now.isEmpty()
                ? clock.instant()
                : Instant.ofEpochMilli((long)
                        sql.first(now, row -> row.getDouble(1)).orElseThrow().doubleValue());
    }
}
