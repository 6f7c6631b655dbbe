package dev.saoma.query;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One field that filters and orders may name, and its column.
 *
 * <p>Only ASCII names without {@code __} (which starts an operator) and plain lower-case columns are possible, so a
 * column needs no quotes in SQL. This package assumes that every column may hold NULL.
 */
public record Field(String name, String column, Kind kind) {

    /** The type of a field's values. There is no conversion between the two. */
    public enum Kind {
        INTEGER(Long.class),
        TEXT(String.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        Class<?> type() {
            return type;
        }
    }

    private static final Pattern NAME = Pattern.compile("(?!Q$)[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*");
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");

    public Field {
        checkName(name);
        if (!COLUMN.matcher(column).matches()) {
            throw new IllegalArgumentException("column must be lower case letters, digits and '_': " + column);
        }
        Objects.requireNonNull(kind, "kind");
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "field name must be letters, digits and single '_', not 'Q': " + QueryException.quote(name));
        }
    }
}
