package dev.saoma.query;

import java.util.List;

/**
 * Builds a condition from its field, operator and value, or fails at the part that is wrong. Defines which types
 * compare.
 */
final class Conditions {

    private Conditions() {}

    static Filter.Condition of(Field field, Operator operator, int operatorPosition, Literal literal) {
        if (operator.isForTextOnly() && field.kind() != Field.Kind.TEXT) {
            throw new QueryException(
                    "operator '" + operator.suffix() + "' on '" + field.name() + "', which is no text",
                    operatorPosition,
                    "= != in nin isnull");
        }
        if (operator == Operator.IS_NULL) {
            return isNull(field, truth(literal));
        }
        if (literal.kind() == Literal.Kind.NONE && operator == Operator.EQUAL) {
            return isNull(field, true);
        }
        if (literal.kind() == Literal.Kind.NONE && operator == Operator.NOT_EQUAL) {
            return isNull(field, false);
        }
        if (!operator.takesList()) {
            return new Filter.Condition(field, operator, List.of(value(field, literal)));
        }
        if (literal.kind() != Literal.Kind.LIST) {
            throw mismatch(literal, "a list [...] or a tuple (...)");
        }
        List<Object> values =
                literal.items().stream().map(item -> value(field, item)).toList();
        return new Filter.Condition(field, operator, values);
    }

    private static Filter.Condition isNull(Field field, boolean wanted) {
        return new Filter.Condition(field, Operator.IS_NULL, List.of(wanted));
    }

    private static boolean truth(Literal literal) {
        Object value = literal.value();
        if (value.equals(true) || value.equals(1L)) {
            return true;
        }
        if (value.equals(false) || value.equals(0L)) {
            return false;
        }
        throw mismatch(literal, "True, False, 1 or 0");
    }

    private static Object value(Field field, Literal literal) {
        if (!field.kind().type().isInstance(literal.value()) || !isPlain(literal)) {
            String type = field.kind() == Field.Kind.TEXT ? "a string" : "an integer";
            throw mismatch(literal, type + " for '" + field.name() + "'");
        }
        return literal.value();
    }

    private static boolean isPlain(Literal literal) {
        return literal.kind() == Literal.Kind.STRING || literal.kind() == Literal.Kind.INTEGER;
    }

    private static QueryException mismatch(Literal literal, String allowed) {
        return new QueryException("wrong value: " + literal.describe(), literal.position(), allowed);
    }
}
