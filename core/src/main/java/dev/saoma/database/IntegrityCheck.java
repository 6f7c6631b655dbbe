package dev.saoma.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The result of SQLite's quick check of a file. */
public enum IntegrityCheck {
    /** Every page is intact. */
    SOUND,
    /** At least one page is damaged. */
    DAMAGED,
    /** The check took too long, or the file could not be read. */
    UNDECIDED;

    /**
     * Checks every page of a file, and changes nothing. Another process may have the file open.
     *
     * @param limit how long the check may take
     */
    public static IntegrityCheck of(Path file, Duration limit) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
        try (Connection connection = config.createConnection(url);
                Statement statement = connection.createStatement()) {
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> cancel(statement));
            try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
                return found.next() && found.getString(1).equals("ok") ? SOUND : DAMAGED;
            }
        } catch (SQLException e) {
            boolean damaged = e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code
                    || e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code;
            return damaged ? DAMAGED : UNDECIDED;
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The check has ended already.
        }
    }
}
