package dev.saoma.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where Saoma's tables are in an application's database, which its connections may have left meanwhile.
 *
 * @param path PostgreSQL's search path, MySQL's database
 */
record TableLocation(Dialect dialect, String path) {

    /** As a first connection finds it. */
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

    /** Not taken yet. */
    BorrowedConnection loan(Connection connection) {
        return dialect == Dialect.MYSQL
                ? new BorrowedMySqlConnection(connection, path)
                : new BorrowedPostgresConnection(connection, path);
    }
}
