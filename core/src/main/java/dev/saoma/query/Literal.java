package dev.saoma.query;

import java.util.ArrayList;
import java.util.List;

/** A value as written in a filter, not yet checked against a field. {@code items} is empty unless it is a list. */
record Literal(Kind kind, Object value, List<Literal> items, int position) {

    static final int MAX_ITEMS = 1_000;

    private static final String ALLOWED = "a string, an integer, True, False, None or a list of strings or integers";

    enum Kind {
        STRING("a string"),
        INTEGER("an integer"),
        BOOLEAN("True or False"),
        NONE("None"),
        LIST("a list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    String describe() {
        return kind.words;
    }

    static Literal read(Cursor cursor) {
        int position = cursor.token().position();
        if (cursor.skip("[")) {
            return new Literal(Kind.LIST, "", items(cursor, "]"), position);
        }
        if (cursor.skip("(")) {
            return new Literal(Kind.LIST, "", items(cursor, ")"), position);
        }
        return scalar(cursor);
    }

    private static List<Literal> items(Cursor cursor, String end) {
        List<Literal> items = new ArrayList<>();
        while (!cursor.skip(end)) {
            if (items.size() == MAX_ITEMS) {
                throw new QueryException("list too long", cursor.token().position(), MAX_ITEMS + " values");
            }
            items.add(scalar(cursor));
            if (!cursor.skip(",")) {
                cursor.expect(end, "',' or '" + end + "'");
                break;
            }
        }
        return items;
    }

    private static Literal scalar(Cursor cursor) {
        Token token = cursor.token();
        Literal literal = switch (token.kind()) {
            case STRING -> of(Kind.STRING, token.text(), token);
            case INTEGER -> of(Kind.INTEGER, integer(token), token);
            case NAME -> named(cursor);
            case SYMBOL, END -> throw cursor.unexpected(ALLOWED);
        };
        cursor.advance();
        return literal;
    }

    private static Literal named(Cursor cursor) {
        Token token = cursor.token();
        return switch (token.text()) {
            case "True" -> of(Kind.BOOLEAN, true, token);
            case "False" -> of(Kind.BOOLEAN, false, token);
            case "None" -> of(Kind.NONE, "", token);
            default -> throw cursor.unexpected(ALLOWED);
        };
    }

    private static Long integer(Token token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw new QueryException("integer too large", token.position(), "-2^63 to 2^63-1");
        }
    }

    private static Literal of(Kind kind, Object value, Token token) {
        return new Literal(kind, value, List.of(), token.position());
    }
}
