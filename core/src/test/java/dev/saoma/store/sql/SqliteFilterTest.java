package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.query.FilterContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class SqliteFilterTest extends FilterContract {
    @Override
    protected Connection connect(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + SqliteTemplate.copy(folder.resolve("saoma.db")));
    }

    @Override
    protected Dialect dialect() {
        return Dialect.SQLITE;
    }
}
