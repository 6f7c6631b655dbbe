package dev.saoma.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where Saoma's tables are in an application's database. Connections may point elsewhere later.
 *
 * @param path PostgreSQL's search path, MySQL's database
 */
record TableLocation(Dialect dialect, String path) {

    /** Reads the location from a new connection. */
    static TableLocation of(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = ServerDialect.of("data source", connection.getMetaData());
            String query = dialect == Dialect.MYSQL ? "SELECT database()" : "SELECT current_setting('search_path')";
            String path;
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(query)) {
                row.next();
                path = String.valueOf(row.getString(1));
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return new TableLocation(dialect, path);
        }
    }

    /** Wraps a connection; call {@code prepare} before its first transaction. */
    BorrowedConnection borrow(Connection connection) {
        return dialect == Dialect.MYSQL
                ? new BorrowedMySqlConnection(connection, path)
                : new BorrowedPostgresConnection(connection, path);
    }
}
