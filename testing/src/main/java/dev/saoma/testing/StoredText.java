package dev.saoma.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All values in all of Saoma's tables, which the database itself lists, so that no table can be forgotten. */
public final class StoredText {
    private StoredText() {}

    /** Returns each value with its table and column, {@code saoma_account.nickname=王小明}; leaves the connection open. */
    public static List<String> of(Connection jdbc) {
        try {
            var texts = new ArrayList<String>();
            for (String table : tables(jdbc)) {
                try (var statement = jdbc.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    read(table, rows, texts);
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the tables", e);
        }
    }

    private static List<String> tables(Connection jdbc) throws SQLException {
        var tables = new ArrayList<String>();
        try (ResultSet found =
                jdbc.getMetaData().getTables(jdbc.getCatalog(), null, "saoma%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static void read(String table, ResultSet rows, List<String> texts) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                texts.add(table + "." + rows.getMetaData().getColumnName(column) + "=" + rows.getString(column));
            }
        }
    }
}
