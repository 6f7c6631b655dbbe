package dev.saoma.query;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Builds filter text without concatenation: whatever the values hold, {@link #toString()} parses back to the filter
 * that was built. Immutable.
 *
 * <pre>{@code
 * String filter = Q.eq("userId", id).and(Q.like("openId", "x")).toString();
 * }</pre>
 *
 * <p>Which fields exist, their kinds and the limits are known to {@link Filter#parse} alone, which refuses the text if
 * need be. Field names belong to the program, not to its input; a malformed one is an IllegalArgumentException.
 */
public final class Q {

    private enum Binding {
        OR,
        AND,
        UNARY
    }

    private final String text;
    private final Binding binding;

    private Q(String text, Binding binding) {
        this.text = text;
        this.binding = binding;
    }

    public static Q eq(String field, String value) {
        return condition(field, Operator.EQUAL, literal(value));
    }

    public static Q eq(String field, long value) {
        return condition(field, Operator.EQUAL, literal(value));
    }

    /** Rows without a value match too. */
    public static Q ne(String field, String value) {
        return condition(field, Operator.NOT_EQUAL, literal(value));
    }

    /** Rows without a value match too. */
    public static Q ne(String field, long value) {
        return condition(field, Operator.NOT_EQUAL, literal(value));
    }

    /** Values are String, Integer or Long; none of them matches nothing. */
    public static Q in(String field, Collection<?> values) {
        return condition(field, Operator.IN, list(values));
    }

    /** Values are String, Integer or Long; none of them matches everything, and so do rows without a value. */
    public static Q nin(String field, Collection<?> values) {
        return condition(field, Operator.NOT_IN, list(values));
    }

    public static Q isNull(String field) {
        return condition(field, Operator.IS_NULL, "True");
    }

    public static Q isNotNull(String field) {
        return condition(field, Operator.IS_NULL, "False");
    }

    /** Contains the text; but a text with {@code %} in it is a pattern in which that stands for anything. */
    public static Q like(String field, String text) {
        return condition(field, Operator.LIKE, literal(text));
    }

    public static Q startsWith(String field, String prefix) {
        return condition(field, Operator.STARTS_WITH, literal(prefix));
    }

    public Q and(Q other) {
        return new Q(within(Binding.AND) + " & " + other.within(Binding.AND), Binding.AND);
    }

    public Q or(Q other) {
        return new Q(text + " | " + other.text, Binding.OR);
    }

    public Q not() {
        return new Q("~" + within(Binding.UNARY), Binding.UNARY);
    }

    /** The filter text. */
    @Override
    public String toString() {
        return text;
    }

    private String within(Binding outer) {
        return binding.compareTo(outer) < 0 ? "(" + text + ")" : text;
    }

    private static Q condition(String field, Operator operator, String literal) {
        Field.checkName(field);
        String suffix = operator.suffix().isEmpty() ? "" : "__" + operator.suffix();
        return new Q("Q(" + field + suffix + "=" + literal + ")", Binding.UNARY);
    }

    private static String list(Collection<?> values) {
        return values.stream().map(Q::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String literal(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return value.toString();
        }
        if (!(value instanceof String string)) {
            throw new IllegalArgumentException("value must be a String, Integer or Long");
        }
        return "'"
                + string.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + "'";
    }
}
