package dev.saoma.query;

import java.util.Arrays;

/**
 * The comparisons of filters.
 *
 * <p>Each is spelled as a keyword suffix ({@code userId__ne='a'}) or positionally ({@code 'userId','!=','a'} or
 * {@code 'userId','ne','a'}).
 */
public enum Operator {
    /** Equal; with None it means "has no value". */
    EQUAL("=", ""),
    /** Not equal, which includes rows without a value; with None it means "has a value". */
    NOT_EQUAL("!=", "ne"),
    /** One of the list; an empty list matches no row. */
    IN("in", "in"),
    /** None of the list, which includes rows without a value; an empty list matches every row. */
    NOT_IN("nin", "nin"),
    /** True: has no value; False: has one. */
    IS_NULL("isnull", "isnull"),
    /** Contains the text; a text with {@code %} is a pattern in which {@code %} matches anything. */
    LIKE("like", "like"),
    /** Begins with exactly this text. */
    STARTS_WITH("startswith", "startswith");

    private static final String ALL = "= != in nin isnull like startswith (as keyword: field=, field__ne=,"
            + " field__in=, field__nin=, field__isnull=, field__like=, field__startswith=)";

    private final String symbol;
    private final String suffix;

    Operator(String symbol, String suffix) {
        this.symbol = symbol;
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    boolean isForTextOnly() {
        return this == LIKE || this == STARTS_WITH;
    }

    static Operator ofSuffix(String suffix, int position) {
        return Arrays.stream(values())
                .filter(operator -> operator != EQUAL && operator.suffix.equals(suffix))
                .findFirst()
                .orElseThrow(() -> unsupported(suffix, position));
    }

    static Operator ofName(String name, int position) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(name))
                .findFirst()
                .orElseGet(() -> ofSuffix(name, position));
    }

    static QueryException unsupported(String name, int position) {
        return new QueryException("operator " + QueryException.quote(name) + " is not supported here", position, ALL);
    }
}
