package dev.saoma.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates a filter in memory, with the same result as the SQL of {@link SqlWriter}. */
final class Matcher {
    private final Function<Field, @Nullable Object> row;

    Matcher(Function<Field, @Nullable Object> row) {
        this.row = row;
    }

    boolean matches(Filter filter) {
        if (filter instanceof Filter.Condition condition) {
            return holds(condition);
        }
        if (filter instanceof Filter.And and) {
            return and.filters().stream().allMatch(this::matches);
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().stream().anyMatch(this::matches);
        }
        return !(filter instanceof Filter.Not not) || !matches(not.filter());
    }

    private boolean holds(Filter.Condition condition) {
        @Nullable Object value = row.apply(condition.field());
        List<Object> values = condition.values();
        return switch (condition.operator()) {
            case EQUAL, IN -> value != null && values.contains(value);
            case NOT_EQUAL, NOT_IN -> value == null || !values.contains(value);
            case IS_NULL -> values.contains(value == null);
            case LIKE -> value instanceof String text && like((String) values.get(0), text);
            case STARTS_WITH -> value instanceof String text && text.startsWith((String) values.get(0));
        };
    }

    /** Each part is searched once, after the previous part; the leftmost match never has to be undone. */
    private static boolean like(String pattern, String text) {
        if (pattern.indexOf('%') < 0) {
            return text.contains(pattern);
        }
        String[] parts = pattern.split("%", -1);
        String last = parts[parts.length - 1];
        int at = parts[0].length();
        if (!text.startsWith(parts[0])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }
}
