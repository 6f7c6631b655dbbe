package dev.saoma.query;

import dev.saoma.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@link Sample#ROWS} in the table of bindings. */
final class SampleDatabase implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;

    /** @param connection a connection to a migrated database without rows; closed with this object */
    SampleDatabase(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        for (Sample.Row row : Sample.ROWS) {
            insert(row);
        }
    }

    private void insert(Sample.Row row) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO saoma_wechat_auth (id, app_id, user_id, open_id, union_id, open_platform, bound_at)
                VALUES (?, ?, ?, ?, nullif(?, ''), 'default', 0)""")) {
            bind(insert, List.of(row.id(), row.appId(), row.userId(), row.openId(), row.unionId()));
            insert.executeUpdate();
        }
    }

    List<Long> ids(String filter) throws SQLException {
        return ids(Sample.parse(filter), "ORDER BY id");
    }

    List<Long> ids(Filter filter, String order) throws SQLException {
        SqlCondition condition = filter.toSql(dialect);
        String sql = "SELECT id FROM saoma_wechat_auth WHERE app_id IS NOT NULL AND (" + condition.sql() + ") " + order;
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
