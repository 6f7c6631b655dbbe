package dev.saoma.database;

import dev.saoma.durability.Durability;
import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL's settings can belong to one transaction, so none has to be restored. */
final class BorrowedPostgresConnection extends BorrowedConnection {
    private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    // A synchronous commit is on the disk when it is acknowledged, also where the application has turned that off for
    // itself.
    private static final String SETTINGS = """
            SELECT set_config('search_path', ?, TRUE),
              CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', TRUE) END""";
    private static final String ASYNCHRONOUS =
            "SELECT set_config('search_path', ?, TRUE), set_config('synchronous_commit', 'off', TRUE)";

    private final String path;

    BorrowedPostgresConnection(Connection connection, String path) {
        super(connection);
        this.path = path;
    }

    @Override
    void requireNoTransaction() throws SQLException {
        // The driver rejects this call in a transaction, without asking the server; otherwise it changes nothing.
        connection().setReadOnly(connection().isReadOnly());
    }

    @Override
    void changeSession() {}

    @Override
    void beginTransaction(Durability durability) throws SQLException {
        String more = durability == Durability.ASYNCHRONOUS ? ASYNCHRONOUS : SETTINGS;
        try (var settings = connection().prepareStatement(ISOLATION + ";" + more)) {
            settings.setString(1, path);
            settings.execute();
        }
    }
}
