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

/** What SQLite's quick check finds in a file. */
public enum IntegrityCheck {
    /** Every page is as it should be. */
    SOUND,
    /** A page is not. */
    DAMAGED,
    /** It took too long, or could not be read. */
    UNDECIDED;

    /**
     * Looks at every page of a file, which another process may have open, and changes nothing.
     *
     * @param limit how long it may take
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
            // It has ended meanwhile.
        }
    }
}
