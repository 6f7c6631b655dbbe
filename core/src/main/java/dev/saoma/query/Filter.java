package dev.saoma.query;

import dev.saoma.database.Dialect;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A checked filter of rows over allow-listed fields. Immutable.
 *
 * <p>Logic is two-valued, as in Python and unlike in SQL: a row either matches or not, so {@code Not} of a filter
 * matches exactly the other rows. A row without a value (NULL) equals nothing and differs from everything, and so
 * matches {@code ~Q(unionId='x')}.
 */
public sealed interface Filter {

    /**
     * Reads a filter in either documented spelling.
     *
     * <p>Keyword: {@code Q(userId='u1') & ~Q(openId__like='%x%')}. Positional:
     * {@code Q(Q('id','=',1), Q.OR, Q('userId','in',['a','b']))}. {@code ~} binds before {@code &}, {@code &} before
     * {@code |}. A blank text means all rows. At most 4,096 characters, 100 conditions, 32 levels, 1,000 values in a
     * list and 1,024 characters in a string.
     *
     * @throws QueryException for any other text, before any SQL is built
     */
    static Filter parse(String text, Fields fields) {
        return Parser.parse(Objects.requireNonNull(text, "text"), Objects.requireNonNull(fields, "fields"));
    }

    /**
     * Returns the filter as SQL with bound parameters.
     *
     * <p>{@code like} and {@code startswith} are case-sensitive on every database. {@code =}, {@code !=}, {@code in}
     * and {@code nin} follow the column's collation, which for identifiers must be binary.
     */
    default SqlCondition toSql(Dialect dialect) {
        return SqlWriter.write(this, Objects.requireNonNull(dialect, "dialect"));
    }

    /**
     * Returns whether a row in memory matches, by the same rules.
     *
     * @param row returns the value of a field, a {@code String} or a {@code Long}; null for none
     */
    default boolean matches(Function<Field, @Nullable Object> row) {
        return new Matcher(row).matches(this);
    }

    /** All rows. */
    record All() implements Filter {}

    /** The rows that match each of at least two filters. */
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = atLeastTwo(filters);
        }
    }

    /** The rows that match any of at least two filters. */
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = atLeastTwo(filters);
        }
    }

    /** The rows that do not match. */
    record Not(Filter filter) implements Filter {
        public Not {
            Objects.requireNonNull(filter, "filter");
        }
    }

    /**
     * One comparison. {@code values} have the field's type ({@code String} or {@code Long}): any number of them for
     * {@code IN} and {@code NOT_IN}, else exactly one; {@code IS_NULL} has one {@code Boolean} instead.
     */
    record Condition(Field field, Operator operator, List<Object> values) implements Filter {
        public Condition {
            Objects.requireNonNull(field, "field");
            values = List.copyOf(values);
            if (!operator.takesList() && values.size() != 1) {
                throw new IllegalArgumentException("values: exactly one for " + operator);
            }
            if (operator.isForTextOnly() && field.kind() != Field.Kind.TEXT) {
                throw new IllegalArgumentException("operator: " + operator + " is for text only");
            }
            Class<?> type =
                    operator == Operator.IS_NULL ? Boolean.class : field.kind().type();
            if (!values.stream().allMatch(type::isInstance)) {
                throw new IllegalArgumentException("values: " + type.getSimpleName() + " for " + field.name());
            }
        }
    }

    private static List<Filter> atLeastTwo(List<Filter> filters) {
        if (filters.size() < 2) {
            throw new IllegalArgumentException("filters: at least two");
        }
        return List.copyOf(filters);
    }
}
