package dev.saoma.query;

import dev.saoma.database.Dialect;

/** The case-sensitive pattern match of each database, as openids need it. */
enum SqlPattern {
    // In SQLite LIKE ignores the case of ASCII letters with any collation; GLOB does not.
    SQLITE("%s GLOB ?", '*', "*?[") {
        @Override
        String literal(char special) {
            return "[" + special + "]";
        }
    },
    POSTGRESQL("%s LIKE ? ESCAPE '!'", '%', "%_!"),
    // The column's character set is converted first: COLLATE alone is an error on an ascii column.
    MYSQL("CONVERT(%s USING utf8mb4) COLLATE utf8mb4_bin LIKE ? ESCAPE '!'", '%', "%_!");

    private final String match;
    private final char anything;
    private final String special;

    SqlPattern(String match, char anything, String special) {
        this.match = match;
        this.anything = anything;
        this.special = special;
    }

    static SqlPattern of(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> SQLITE;
            case POSTGRESQL -> POSTGRESQL;
            case MYSQL -> MYSQL;
        };
    }

    String match(String column) {
        return match.replace("%s", column);
    }

    /** Only {@code %} is a wildcard: {@code _} is an ordinary character of openids. */
    String like(String text) {
        if (text.indexOf('%') < 0) {
            return anything + startsWith(text);
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            append(pattern, c, c == '%');
        }
        return pattern.toString();
    }

    String startsWith(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            append(pattern, text.charAt(i), false);
        }
        return pattern.append(anything).toString();
    }

    private void append(StringBuilder pattern, char c, boolean wildcard) {
        if (wildcard) {
            pattern.append(anything);
        } else if (special.indexOf(c) >= 0) {
            pattern.append(literal(c));
        } else {
            pattern.append(c);
        }
    }

    String literal(char special) {
        return "!" + special;
    }
}
