package dev.saoma.query;

/** One token of a filter text. The {@code text} of a string is its content, without quotes and escapes. */
record Token(Kind kind, String text, int position) {

    enum Kind {
        NAME,
        STRING,
        INTEGER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isComparison() {
        return kind == Kind.SYMBOL && "<>!=".indexOf(text.charAt(0)) >= 0;
    }

    String describe() {
        return switch (kind) {
            case END -> "the end of the filter";
            case STRING -> "a string";
            default -> QueryException.quote(text);
        };
    }
}
