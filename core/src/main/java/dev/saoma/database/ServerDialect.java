package dev.saoma.database;

import dev.saoma.error.ConfigException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Queries of PostgreSQL's and MySQL's metadata. */
final class ServerDialect {
    // A binary collation still ignores trailing spaces, unless its name says otherwise.
    private static final String LAX_IN_MYSQL = """
            SELECT concat(table_name, '.', column_name) FROM information_schema.columns
            WHERE table_schema = database() AND table_name LIKE 'saoma!_%' ESCAPE '!'
              AND table_name NOT LIKE '%!_schema!_history' ESCAPE '!' AND collation_name IS NOT NULL
              AND NOT (collation_name LIKE '%!_bin' ESCAPE '!'
                AND (data_type LIKE '%text' OR collation_name LIKE '%nopad%' OR collation_name LIKE '%0900%'))
            ORDER BY table_name, ordinal_position LIMIT 1""";

    private static final String LAX_IN_POSTGRESQL = """
            SELECT c.relname || '.' || a.attname FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_collation k ON k.oid = a.attcollation
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
              AND c.relname LIKE 'saoma!_%' ESCAPE '!' AND c.relname NOT LIKE '%!_schema!_history' ESCAPE '!'
              AND a.attnum > 0 AND NOT a.attisdropped
              AND (t.typname IN ('citext', 'bpchar') OR NOT coalesce(k.collisdeterministic, TRUE))
            ORDER BY c.relname, a.attnum LIMIT 1""";

    private ServerDialect() {}

    static Dialect of(String name, DatabaseMetaData database) throws SQLException {
        return switch (database.getDatabaseProductName().toLowerCase(Locale.ROOT)) {
            case "postgresql" -> Dialect.POSTGRESQL;
            case "mysql", "mariadb" -> Dialect.MYSQL;
            default ->
                throw new ConfigException(
                        name,
                        "",
                        "is " + database.getDatabaseProductName()
                                + "; Saoma keeps its rows in PostgreSQL, MySQL, MariaDB or a SQLite file of its own");
        };
    }

    /** Returns the folder of the dialect's migrations. */
    static String folder(Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the first of Saoma's columns, as {@code table.column}, in which two different texts may be equal. */
    static Optional<String> firstLaxColumn(SqlConnection sql, Dialect dialect) {
        return sql.first(dialect == Dialect.MYSQL ? LAX_IN_MYSQL : LAX_IN_POSTGRESQL, row -> row.getString(1));
    }
}
