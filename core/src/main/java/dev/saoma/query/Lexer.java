package dev.saoma.query;

/** Splits a filter text into tokens, in linear time. */
final class Lexer {

    static final int MAX_LENGTH = 4_096;
    static final int MAX_STRING = 1_024;

    private static final char END = '\0';

    private final CharSequence text;
    private int next;

    Lexer(CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            throw new QueryException("filter too long", MAX_LENGTH, MAX_LENGTH + " characters");
        }
        this.text = text;
    }

    Token next() {
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next == text.length()) {
            return new Token(Token.Kind.END, "", next);
        }
        char c = text.charAt(next);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (isDigit(c) || c == '-') {
            return integer();
        }
        if (isNamePart(c)) {
            return name();
        }
        return symbol(c);
    }

    private Token name() {
        int start = next;
        while (isNamePart(peek())) {
            next++;
        }
        return token(Token.Kind.NAME, start);
    }

    private Token integer() {
        int start = next;
        next++;
        while (isDigit(peek())) {
            next++;
        }
        Token token = token(Token.Kind.INTEGER, start);
        if (token.text().equals("-") || isNamePart(peek()) || peek() == '.') {
            throw new QueryException("not an integer", start, "digits, with '-' in front or not");
        }
        return token;
    }

    private Token symbol(char c) {
        int start = next;
        next++;
        // A whole comparison such as >= is one token, so that the error can name it.
        while ("<>!=".indexOf(c) >= 0 && "<>!=".indexOf(peek()) >= 0) {
            next++;
        }
        if ("()[],&|~.<>!=".indexOf(c) < 0) {
            throw new QueryException(
                    "unexpected character U+%04X".formatted(Character.codePointAt(text, start)),
                    start,
                    "names, strings, integers, ()[],&|~=");
        }
        return token(Token.Kind.SYMBOL, start);
    }

    private Token string(char quote) {
        int start = next;
        StringBuilder content = new StringBuilder();
        next++;
        while (peek() != quote) {
            if (next == text.length()) {
                throw new QueryException("string without an end", start, "'...' or \"...\"");
            }
            if (content.length() == MAX_STRING) {
                throw new QueryException("string too long", start, MAX_STRING + " characters");
            }
            character(content);
        }
        next++;
        return new Token(Token.Kind.STRING, content.toString(), start);
    }

    /** No database stores a NUL or half a surrogate pair unchanged, so such a text could match only by accident. */
    private void character(StringBuilder content) {
        char c = text.charAt(next);
        if (c == '\\') {
            next++;
            content.append(escape());
        } else if (Character.isHighSurrogate(c) && next + 1 < text.length() && isLow(text.charAt(next + 1))) {
            next++;
            content.append(c).append(text.charAt(next));
        } else if (Character.isSurrogate(c) || c == '\0') {
            throw new QueryException(
                    "unexpected character U+%04X in a string".formatted((int) c), next, "any Unicode text but NUL");
        } else {
            content.append(c);
        }
        next++;
    }

    private char escape() {
        return switch (peek()) {
            case '\\' -> '\\';
            case '\'' -> '\'';
            case '"' -> '"';
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw new QueryException("unknown escape", next - 1, "\\\\ \\' \\\" \\n \\t");
        };
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, text.subSequence(start, next).toString(), start);
    }

    private char peek() {
        return next < text.length() ? text.charAt(next) : END;
    }

    private static boolean isLow(char c) {
        return Character.isLowSurrogate(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
    }
}
