package dev.saoma.query;

import dev.saoma.database.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Writes a filter as SQL. Values become parameters, never SQL text. */
final class SqlWriter {

    private final SqlPattern pattern;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private SqlWriter(Dialect dialect) {
        this.pattern = SqlPattern.of(dialect);
    }

    static SqlCondition write(Filter filter, Dialect dialect) {
        SqlWriter writer = new SqlWriter(dialect);
        writer.filter(filter);
        return new SqlCondition(writer.sql.toString(), writer.parameters);
    }

    private void filter(Filter filter) {
        if (filter instanceof Filter.Condition condition) {
            condition(condition);
        } else if (filter instanceof Filter.And and) {
            join(and.filters(), " AND ");
        } else if (filter instanceof Filter.Or or) {
            join(or.filters(), " OR ");
        } else if (filter instanceof Filter.Not not) {
            // Not NOT: NOT of NULL is NULL, so the row would match neither the filter nor its negation.
            sql.append('(');
            filter(not.filter());
            sql.append(") IS NOT TRUE");
        } else {
            sql.append("TRUE");
        }
    }

    private void join(List<Filter> filters, String word) {
        String before = "(";
        for (Filter filter : filters) {
            sql.append(before);
            filter(filter);
            before = word;
        }
        sql.append(')');
    }

    private void condition(Filter.Condition condition) {
        String column = condition.field().column();
        List<Object> values = condition.values();
        switch (condition.operator()) {
            case EQUAL -> bind(column + " = ?", values);
            case NOT_EQUAL -> bind("(" + column + " <> ? OR " + column + " IS NULL)", values);
            case IN -> bind(values.isEmpty() ? "FALSE" : column + " IN " + marks(values), values);
            case NOT_IN ->
                bind(
                        values.isEmpty()
                                ? "TRUE"
                                : "(" + column + " NOT IN " + marks(values) + " OR " + column + " IS NULL)",
                        values);
            case IS_NULL -> sql.append(column).append(values.contains(true) ? " IS NULL" : " IS NOT NULL");
            case LIKE -> bind(pattern.match(column), List.of(pattern.like(text(values))));
            case STARTS_WITH -> bind(pattern.match(column), List.of(pattern.startsWith(text(values))));
        }
    }

    private void bind(String fragment, List<Object> values) {
        sql.append(fragment);
        parameters.addAll(values);
    }

    private static String marks(List<Object> values) {
        return "(?" + ", ?".repeat(values.size() - 1) + ")";
    }

    private static String text(List<Object> values) {
        return (String) values.get(0);
    }
}
