package dev.saoma.benchmark.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that writes many rows at once, by statements that SQLite and PostgreSQL both understand but for a series of
 * numbers. Nothing else may use the database meanwhile.
 */
final class BulkSql implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final boolean isSqlite;

    private BulkSql(Connection connection, boolean isSqlite) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.isSqlite = isSqlite;
    }

    static BulkSql open(String url, String user) throws SQLException {
        boolean isSqlite = url.startsWith("jdbc:sqlite:");
        var sql = new BulkSql(DriverManager.getConnection(url, user, ""), isSqlite);
        if (isSqlite) {
            sql.execute("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -1000000");
        } else {
            sql.execute(
                    "SET synchronous_commit = off",
                    "SET maintenance_work_mem = '512MB'",
                    "SET session_replication_role = replica");
        }
        sql.connection.setAutoCommit(false);
        return sql;
    }

    /** Returns a table {@code series} with a column {@code n}: 0 to {@code count} - 1. */
    String series(long count) {
        return isSqlite
                ? "(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < " + (count - 1)
                        + ") SELECT n FROM s) AS series"
                : "generate_series(0::bigint, " + (count - 1) + ") AS series(n)";
    }

    /** Returns an expression of eight digits. */
    static String digits(String number) {
        return "substr(CAST(100000000 + " + number + " AS TEXT), 2)";
    }

    void execute(String... statements) throws SQLException {
        for (String each : statements) {
            statement.execute(each);
        }
    }

    /** Drops a table's indexes but those of its keys while work is done, and makes them again at once, which takes a fraction. */
    void withoutIndexes(String table, Filling work) throws SQLException {
        List<String> made = list(
                isSqlite
                        ? "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '"
                                + table + "'"
                        : "SELECT indexdef FROM pg_indexes WHERE tablename = '" + table
                                + "' AND indexdef NOT LIKE 'CREATE UNIQUE %'");
        for (String each : made) {
            execute("DROP INDEX " + each.substring("CREATE INDEX ".length(), each.indexOf(" ON ")));
        }
        work.fill();
        execute(made.toArray(String[]::new));
    }

    /** Work on the rows of a table. */
    @FunctionalInterface
    interface Filling {
        void fill() throws SQLException;
    }

    private List<String> list(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** Commits, and does what a database does by itself in the days in which as many rows come. */
    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        if (isSqlite) {
            execute("PRAGMA journal_mode = WAL");
        } else {
            execute("VACUUM ANALYZE", "CHECKPOINT");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
