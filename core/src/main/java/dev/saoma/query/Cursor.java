package dev.saoma.query;

/** The current token and the way to the next: one token of look-ahead, never back. */
final class Cursor {

    private final Lexer lexer;
    private Token token;

    Cursor(CharSequence text) {
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    Token token() {
        return token;
    }

    boolean at(Token.Kind kind) {
        return token.kind() == kind;
    }

    Token advance() {
        Token taken = token;
        token = lexer.next();
        return taken;
    }

    boolean skip(String symbol) {
        boolean found = token.is(symbol);
        if (found) {
            advance();
        }
        return found;
    }

    void expect(String symbol, String allowed) {
        if (!skip(symbol)) {
            throw unexpected(allowed);
        }
    }

    QueryException unexpected(String allowed) {
        return new QueryException("unexpected " + token.describe(), token.position(), allowed);
    }
}
