package dev.saoma.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random filters, each with its equivalent from the builder, and a simple evaluation of a filter. */
final class RandomFilters {

    private static final List<String> TEXTS = List.of(
            "user123",
            "User123",
            "uX",
            "ux",
            "wx1",
            "u",
            "o",
            "_",
            "%",
            "oA%",
            "%1",
            "a%b",
            "*",
            "[",
            "!",
            "",
            "u'\"\\",
            "\n\t\r",
            "中文😀",
            "') or 1=1--");

    record Pair(Filter filter, Q q) {}

    private final Random random;

    RandomFilters(Random random) {
        this.random = random;
    }

    Pair next(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return condition();
        }
        Pair left = next(depth - 1);
        if (random.nextInt(3) == 0) {
            return new Pair(new Filter.Not(left.filter()), left.q().not());
        }
        Pair right = next(depth - 1);
        return random.nextBoolean()
                ? new Pair(and(left.filter(), right.filter()), left.q().and(right.q()))
                : new Pair(or(left.filter(), right.filter()), left.q().or(right.q()));
    }

    private Pair condition() {
        List<Field> fields = Sample.FIELDS.all();
        Field field = fields.get(random.nextInt(fields.size()));
        String name = field.name();
        boolean text = field.kind() == Field.Kind.TEXT;
        Object value = value(field);
        List<Object> values = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> value(field))
                .toList();
        return switch (random.nextInt(text ? 8 : 6)) {
            case 0 -> of(field, Operator.EQUAL, value, text ? Q.eq(name, (String) value) : Q.eq(name, (Long) value));
            case 1 ->
                of(field, Operator.NOT_EQUAL, value, text ? Q.ne(name, (String) value) : Q.ne(name, (Long) value));
            case 2 -> new Pair(new Filter.Condition(field, Operator.IN, values), Q.in(name, values));
            case 3 -> new Pair(new Filter.Condition(field, Operator.NOT_IN, values), Q.nin(name, values));
            case 4 -> of(field, Operator.IS_NULL, true, Q.isNull(name));
            case 5 -> of(field, Operator.IS_NULL, false, Q.isNotNull(name));
            case 6 -> of(field, Operator.LIKE, value, Q.like(name, (String) value));
            default -> of(field, Operator.STARTS_WITH, value, Q.startsWith(name, (String) value));
        };
    }

    private Object value(Field field) {
        return field.kind() == Field.Kind.TEXT
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : (Object) (long) random.nextInt(7);
    }

    private static Pair of(Field field, Operator operator, Object value, Q q) {
        return new Pair(new Filter.Condition(field, operator, List.of(value)), q);
    }

    private static Filter and(Filter... parts) {
        List<Filter> flat = new ArrayList<>();
        for (Filter part : parts) {
            flat.addAll(part instanceof Filter.And and ? and.filters() : List.of(part));
        }
        return new Filter.And(flat);
    }

    private static Filter or(Filter... parts) {
        List<Filter> flat = new ArrayList<>();
        for (Filter part : parts) {
            flat.addAll(part instanceof Filter.Or or ? or.filters() : List.of(part));
        }
        return new Filter.Or(flat);
    }

    static boolean matches(Filter filter, Sample.Row row) {
        if (filter instanceof Filter.And and) {
            return and.filters().stream().allMatch(part -> matches(part, row));
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().stream().anyMatch(part -> matches(part, row));
        }
        if (filter instanceof Filter.Not not) {
            return !matches(not.filter(), row);
        }
        return filter instanceof Filter.All || matches((Filter.Condition) filter, row);
    }

    private static boolean matches(Filter.Condition condition, Sample.Row row) {
        boolean lacks = row.lacks(condition.field());
        Object actual = row.values().get(condition.field());
        List<Object> values = condition.values();
        return switch (condition.operator()) {
            case EQUAL, IN -> !lacks && values.contains(actual);
            case NOT_EQUAL, NOT_IN -> lacks || !values.contains(actual);
            case IS_NULL -> values.contains(lacks);
            case LIKE -> !lacks && like((String) actual, (String) values.get(0));
            case STARTS_WITH -> !lacks && ((String) actual).startsWith((String) values.get(0));
        };
    }

    private static boolean like(String actual, String wanted) {
        if (!wanted.contains("%")) {
            return actual.contains(wanted);
        }
        String regex = "\\Q" + wanted.replace("%", "\\E.*\\Q") + "\\E";
        return actual.matches("(?s)" + regex);
    }
}
