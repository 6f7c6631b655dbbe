package dev.saoma.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a database, inside a transaction: runs SQL with a value for each {@code ?}. Values are {@code String},
 * {@code Long}, {@code Integer} or null. Not thread-safe.
 *
 * <pre>{@code
 * Optional<String> name = database.read(sql -> sql.first(
 *         "SELECT nickname FROM person WHERE id = ?", row -> row.getString(1), "17"));
 * }</pre>
 *
 * <p>Every method throws {@link UncheckedSqlException} when the database refuses the statement, or one that was to run
 * before it.
 */
public final class SqlConnection {
    /** More than Saoma has; filters of {@code Q(...)} and lists of values add others. */
    private static final int KEPT = 128;

    private final Connection jdbc;
    private final boolean isKeepingStatements;
    private final boolean isPipelining;
    private final boolean hasReturning;

    /** In the order of their last use. */
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>();

    private final List<String> later = new ArrayList<>();
    private final List<@Nullable Object> laterValues = new ArrayList<>();

    private SqlConnection(Connection jdbc, boolean isKeepingStatements, boolean isPipelining, boolean hasReturning) {
        this.jdbc = jdbc;
        this.isKeepingStatements = isKeepingStatements;
        this.isPipelining = isPipelining;
        this.hasReturning = hasReturning;
    }

    /** Uses a connection, which the caller closes. */
    public static SqlConnection of(Connection jdbc) {
        return new SqlConnection(jdbc, false, false, false);
    }

    /** Uses a connection to SQLite and keeps its prepared statements, since the driver compiles each one again. */
    static SqlConnection keepingStatements(Connection jdbc) {
        return new SqlConnection(jdbc, true, false, true);
    }

    /** Uses a connection to PostgreSQL, whose driver sends several statements in one round trip. */
    static SqlConnection pipelining(Connection jdbc) {
        return new SqlConnection(jdbc, false, true, true);
    }

    /** Reads the current row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private interface Result<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Runs a statement that returns no rows. Returns the number of changed rows. */
    public int execute(String sql, @Nullable Object... values) {
        return run(sql, values, PreparedStatement::getUpdateCount);
    }

    /**
     * Runs a statement whose result does not matter, no later than the next statement or the commit. PostgreSQL gets it in
     * the same round trip as that.
     */
    public void executeLater(String sql, @Nullable Object... values) {
        if (isPipelining) {
            later.add(sql);
            Collections.addAll(laterValues, values);
        } else {
            execute(sql, values);
        }
    }

    /** Inserts one row. Returns its generated key, the column {@code id}. */
    public long insert(String sql, @Nullable Object... values) {
        if (hasReturning) {
            return count(sql + " RETURNING id", values);
        }
        try (PreparedStatement statement = jdbc.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, values);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Returns all rows of a query. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return run(sql, values, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(mapper.map(rows));
                }
                return all;
            }
        });
    }

    /** Returns the first row of a query; empty when there is none. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return run(sql, values, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
            }
        });
    }

    /** Returns the number that a query answers, such as {@code SELECT count(*)}. */
    public long count(String sql, @Nullable Object... values) {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Returns a placeholder for each value of an {@code IN}, in parentheses. */
    public static String placeholders(int values) {
        return "(" + "?, ".repeat(values - 1) + "?)";
    }

    /** Commits, together with the statements that were to run later. */
    void commit() throws SQLException {
        if (later.isEmpty()) {
            jdbc.commit();
        } else {
            execute("COMMIT");
        }
    }

    /** Runs the statements that were to run later. */
    void flush() {
        if (!later.isEmpty()) {
            run(later.remove(later.size() - 1), new Object[0], statement -> true);
        }
    }

    private <T> T run(String sql, @Nullable Object[] values, Result<T> result) {
        int before = later.size();
        String joined = sql;
        @Nullable Object[] all = values;
        if (before > 0) {
            later.add(sql);
            Collections.addAll(laterValues, values);
            joined = String.join("; ", later);
            all = laterValues.toArray();
            // Not after the result is read, since a row mapper may run statements too.
            later.clear();
            laterValues.clear();
        }
        try {
            PreparedStatement statement = prepare(joined);
            boolean isDone = false;
            try {
                bind(statement, all);
                statement.execute();
                for (int skipped = 0; skipped < before; skipped++) {
                    statement.getMoreResults();
                }
                T value = result.of(statement);
                isDone = true;
                return value;
            } finally {
                release(joined, statement, isDone);
            }
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        // Not kept while it is in use, since a row mapper may run the same statement.
        @Nullable PreparedStatement found = kept.remove(sql);
        return found == null ? jdbc.prepareStatement(sql) : found;
    }

    /** The driver of SQLite closes some statements that fail. */
    private void release(String sql, PreparedStatement statement, boolean isDone) throws SQLException {
        if (!isKeepingStatements || !isDone || kept.containsKey(sql)) {
            statement.close();
        } else {
            kept.put(sql, statement);
            closeOldest();
        }
    }

    private void closeOldest() throws SQLException {
        if (kept.size() > KEPT) {
            Iterator<PreparedStatement> all = kept.values().iterator();
            PreparedStatement oldest = all.next();
            all.remove();
            oldest.close();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Returns the connection itself. Statements of {@link #executeLater} may not have run on it yet. */
    public Connection jdbc() {
        return jdbc;
    }

    /** Closes the statements that are kept, and the connection. */
    void close() {
        try (jdbc) {
            for (PreparedStatement statement : kept.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            // A connection that cannot be closed holds nothing that is needed.
        }
    }
}
