package dev.saoma.database;

import dev.saoma.durability.Durability;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MySQL's settings belong to the session, except for the isolation level of the next transaction. */
final class BorrowedMySqlConnection extends BorrowedConnection {
    private static final int IN_TRANSACTION = 1568;

    private final String database;

    BorrowedMySqlConnection(Connection connection, String database) {
        super(connection);
        this.database = database;
    }

    /** A session variable that changes the rows or results of a statement. */
    private record Variable(String name, String expected) {
        boolean isAcceptable(String value) {
            return name.equals("sql_mode")
                    // Otherwise MySQL truncates long texts, so two users could become one, or stores an empty text as
                    // NULL.
                    ? value.contains("STRICT_") && !value.contains("EMPTY_STRING_IS_NULL")
                    : value.equals(expected);
        }
    }

    private static final List<Variable> VARIABLES = List.of(
            new Variable("sql_mode", "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"),
            new Variable("unique_checks", "1"),
            new Variable("sql_auto_is_null", "0"),
            new Variable("sql_safe_updates", "0"),
            new Variable("sql_select_limit", "18446744073709551615"));

    private static final String READ_VARIABLES = VARIABLES.stream()
            .map(variable -> "@@SESSION." + variable.name())
            .collect(Collectors.joining(", ", "SELECT database(), ", ""));

    private record Setting(String name, String value) {}

    @Override
    void requireNoTransaction() throws SQLException {
        isolate();
        change(() -> {}, this::clearIsolation);
    }

    /**
     * Clears the isolation level set for the next transaction, so that it does not apply to a transaction of the
     * application.
     */
    private void clearIsolation() throws SQLException {
        if (!transactionBegun()) {
            try (var statement = connection().createStatement()) {
                statement.execute("START TRANSACTION");
                statement.execute("COMMIT");
            }
        }
    }

    private void isolate() throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        } catch (SQLException e) {
            if (e.getErrorCode() == IN_TRANSACTION) {
                throw new SQLException("a transaction is open", "25001", e);
            }
            if (e.getErrorCode() == 0 && e.getSQLState() == null) {
                // Neither the server nor its driver: a filter of the application's pool.
                throw StoreErrors.unavailable("the connection pool of the application refuses SET TRANSACTION; Druid's"
                        + " filter wall allows it with none-base-statement-allow=true");
            }
            throw e;
        }
    }

    @Override
    void changeSession() throws SQLException {
        var wanted = new ArrayList<Setting>();
        var found = new ArrayList<Setting>();
        try (var statement = connection().createStatement();
                var row = statement.executeQuery(READ_VARIABLES)) {
            row.next();
            String current = String.valueOf(row.getString(1));
            if (!current.equals(database)) {
                change(
                        () -> connection().setCatalog(database),
                        () -> connection().setCatalog(current));
            }
            for (int i = 0; i < VARIABLES.size(); i++) {
                Variable variable = VARIABLES.get(i);
                String value = String.valueOf(row.getString(i + 2));
                if (!variable.isAcceptable(value)) {
                    wanted.add(new Setting(variable.name(), variable.expected()));
                    found.add(new Setting(variable.name(), value));
                }
            }
        }
        if (!wanted.isEmpty()) {
            change(() -> set(wanted), () -> set(found));
        }
    }

    private void set(List<Setting> settings) throws SQLException {
        String sql = settings.stream()
                .map(setting -> setting.name() + " = " + (isNumber(setting.value()) ? setting.value() : "?"))
                .collect(Collectors.joining(", ", "SET SESSION ", ""));
        List<String> texts = settings.stream()
                .map(Setting::value)
                .flatMap(value -> isNumber(value) ? Stream.empty() : Stream.of(value))
                .toList();
        try (var statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < texts.size(); i++) {
                statement.setString(i + 1, texts.get(i));
            }
            statement.execute();
        }
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Sets the isolation level for the transaction that the next statement begins. */
    @Override
    void beginTransaction(Durability durability) throws SQLException {
        isolate();
    }
}
