package dev.saoma.database;

import java.sql.Connection;
import java.sql.SQLException;

/** All of PostgreSQL's settings can be a transaction's own, so nothing of them has to be put back. */
final class BorrowedPostgresConnection extends BorrowedConnection {
    private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    // What is acknowledged is on the disk, whatever the application finds good enough for its own.
    private static final String SETTINGS = """
            SELECT set_config('search_path', ?, TRUE),
              CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', TRUE) END""";

    private final String path;

    BorrowedPostgresConnection(Connection connection, String path) {
        super(connection);
        this.path = path;
    }

    @Override
    void requireNoTransaction() throws SQLException {
        // The driver refuses this in a transaction, from what it knows itself, and else changes nothing.
        connection().setReadOnly(connection().isReadOnly());
    }

    @Override
    void arrange() {}

    @Override
    void begin() throws SQLException {
        try (var settings = connection().prepareStatement(ISOLATION + ";" + SETTINGS)) {
            settings.setString(1, path);
            settings.execute();
        }
    }
}
