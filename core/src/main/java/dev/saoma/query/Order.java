package dev.saoma.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of rows, over allow-listed fields. Immutable.
 *
 * <p>The database decides the place of rows without a value. An order without a unique field is not total, so paging
 * needs one more field.
 */
public record Order(List<Term> terms) {

    /** One field and its direction. */
    public record Term(Field field, boolean ascending) {}

    private static final String ALLOWED = "\"field\" or [\"field\", 1 | -1 | 0]";

    public Order {
        terms = List.copyOf(terms);
    }

    /**
     * Reads {@code [["field", 1], ["other", -1]]}: 1 is ascending, -1 and 0 are descending, and {@code "field"} alone
     * is ascending. An empty list means no order.
     *
     * @throws QueryException for any other list, and for a field named twice; its position is the entry's index
     */
    public static Order parse(List<?> orderList, Fields fields) {
        List<Term> terms = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object entry : orderList) {
            Term term = term(entry, terms.size(), fields);
            if (!seen.add(term.field().name())) {
                throw new QueryException("field named twice in the order", terms.size(), "each field once");
            }
            terms.add(term);
        }
        return new Order(terms);
    }

    private static Term term(Object entry, int index, Fields fields) {
        if (entry instanceof String name) {
            return new Term(fields.require(name, index), true);
        }
        if (entry instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String name) {
            return new Term(fields.require(name, index), ascending(pair.get(1), index));
        }
        throw new QueryException("not an order", index, ALLOWED);
    }

    private static boolean ascending(Object direction, int index) {
        if (direction instanceof Integer || direction instanceof Long) {
            long number = ((Number) direction).longValue();
            if (number >= -1 && number <= 1) {
                return number == 1;
            }
        }
        throw new QueryException("not a direction", index, "1 (ascending), -1 or 0 (descending)");
    }

    /**
     * Returns a comparator of rows in memory, with rows without a value first.
     *
     * @param values returns the value of a row's field, a {@code String} or a {@code Long}
     */
    public <R> Comparator<R> comparing(Function<R, Function<Field, @Nullable Object>> values) {
        return terms.stream()
                .map(term -> comparing(term, values))
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.comparingInt(row -> 0));
    }

    private static <R> Comparator<R> comparing(Term term, Function<R, Function<Field, @Nullable Object>> values) {
        Comparator<R> ascending = Comparator.comparing(
                row -> values.apply(row).apply(term.field()), Comparator.nullsFirst(Order::compare));
        return term.ascending() ? ascending : ascending.reversed();
    }

    private static int compare(Object one, Object other) {
        return one instanceof Long number && other instanceof Long second
                ? Long.compare(number, second)
                : one.toString().compareTo(other.toString());
    }

    /** Returns {@code ORDER BY ...} in columns and keywords only, or an empty text for no order. */
    public String toSql() {
        if (terms.isEmpty()) {
            return "";
        }
        return terms.stream()
                .map(term -> term.field().column() + (term.ascending() ? " ASC" : " DESC"))
                .collect(Collectors.joining(", ", "ORDER BY ", ""));
    }
}
