package dev.saoma.query;

/**
 * The databases that SQL is written for. They differ in two things only: a pattern match that tells {@code a} from
 * {@code A}, as openids need it, and how rows are locked.
 */
public enum Dialect {
    // LIKE ignores the case of ASCII letters here whatever the collation; GLOB never does.
    SQLITE("%s GLOB ?", '*', "*?[") {
        @Override
        String literal(char special) {
            return "[" + special + "]";
        }
    },
    POSTGRESQL("%s LIKE ? ESCAPE '!'", '%', "%_!"),
    /** MySQL and MariaDB. */
    // The column's character set is converted first: COLLATE alone is an error on an ascii column.
    MYSQL("CONVERT(%s USING utf8mb4) COLLATE utf8mb4_bin LIKE ? ESCAPE '!'", '%', "%_!");

    private final String match;
    private final char anything;
    private final String special;

    Dialect(String match, char anything, String special) {
        this.match = match;
        this.anything = anything;
        this.special = special;
    }

    /**
     * What stands at the end of a query so that nobody else changes or locks its rows until the transaction ends; nothing
     * where only one writes at a time.
     */
    public String forUpdate() {
        return this == SQLITE ? "" : " FOR UPDATE";
    }

    String match(String column) {
        return match.replace("%s", column);
    }

    /** In a text with {@code %} only that is a wildcard: {@code _} is an ordinary letter of openids. */
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
