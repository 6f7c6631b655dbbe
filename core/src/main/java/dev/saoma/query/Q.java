package dev.saoma.query;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Builds the text of a filter without concatenation. {@link #toString()} parses back to the same filter, whatever the
 * values hold. Immutable.
 *
 * <pre>{@code
 * String filter = Q.eq("userId", id).and(Q.like("openId", "x")).toString();
 * WeChatAuth row = model.get(filter, List.of());
 * }</pre>
 *
 * <p>Only {@link Filter#parse} knows the fields, their types and the limits, and rejects a text that breaks them. Field
 * names must come from the program, not from its input; a malformed one is an IllegalArgumentException.
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

    /** Also matches rows without a value. */
    public static Q ne(String field, String value) {
        return condition(field, Operator.NOT_EQUAL, literal(value));
    }

    /** Also matches rows without a value. */
    public static Q ne(String field, long value) {
        return condition(field, Operator.NOT_EQUAL, literal(value));
    }

    /** Values are String, Integer or Long; an empty collection matches no row. */
    public static Q in(String field, Collection<?> values) {
        return condition(field, Operator.IN, list(values));
    }

    /** Values are String, Integer or Long; an empty collection matches every row. Also matches rows without a value. */
    public static Q nin(String field, Collection<?> values) {
        return condition(field, Operator.NOT_IN, list(values));
    }

    public static Q isNull(String field) {
        return condition(field, Operator.IS_NULL, "True");
    }

    public static Q isNotNull(String field) {
        return condition(field, Operator.IS_NULL, "False");
    }

    /** Contains the text; a text with {@code %} is a pattern in which {@code %} matches anything. */
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

    /** Returns the filter text. */
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
