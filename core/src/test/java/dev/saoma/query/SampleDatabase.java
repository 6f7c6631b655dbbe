package dev.saoma.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@link Sample#ROWS} in a SQLite of its own. */
final class SampleDatabase implements AutoCloseable {

    private final Connection connection;

    SampleDatabase() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE auth (id INTEGER PRIMARY KEY, app_id TEXT, user_id TEXT, open_id TEXT,"
                    + " union_id TEXT)");
        }
        for (Sample.Row row : Sample.ROWS) {
            insert(row);
        }
    }

    private void insert(Sample.Row row) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO auth VALUES (?, ?, ?, ?, nullif(?, ''))")) {
            bind(insert, List.of(row.id(), row.appId(), row.userId(), row.openId(), row.unionId()));
            insert.executeUpdate();
        }
    }

    List<Long> ids(String filter) throws SQLException {
        return ids(Sample.parse(filter), "ORDER BY id");
    }

    List<Long> ids(Filter filter, String order) throws SQLException {
        SqlCondition condition = filter.toSql(Dialect.SQLITE);
        String sql = "SELECT id FROM auth WHERE app_id IS NOT NULL AND (" + condition.sql() + ") " + order;
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, condition.parameters());
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
