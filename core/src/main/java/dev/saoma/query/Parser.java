package dev.saoma.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A recursive descent parser with at most {@link #MAX_DEPTH} levels. {@link Conditions} checks types. */
final class Parser {

    static final int MAX_DEPTH = 32;
    static final int MAX_CONDITIONS = 100;

    private static final String POSITIONAL = "Q('field','operator',value)";
    private static final String CONNECTIVE = "Q.AND or Q.OR between exactly two filters";

    private final Cursor cursor;
    private final Fields fields;
    private int depth;
    private int conditions;

    private Parser(CharSequence text, Fields fields) {
        this.cursor = new Cursor(text);
        this.fields = fields;
    }

    static Filter parse(CharSequence text, Fields fields) {
        Parser parser = new Parser(text, fields);
        if (parser.cursor.at(Token.Kind.END)) {
            return new Filter.All();
        }
        Filter filter = parser.or();
        if (!parser.cursor.at(Token.Kind.END)) {
            throw parser.cursor.unexpected("'&', '|' or the end");
        }
        return filter;
    }

    private Filter or() {
        return chain("|", this::and);
    }

    private Filter and() {
        return chain("&", this::unary);
    }

    private Filter chain(String symbol, Supplier<Filter> part) {
        Filter first = part.get();
        if (!cursor.token().is(symbol)) {
            return first;
        }
        List<Filter> parts = new ArrayList<>(List.of(first));
        while (cursor.skip(symbol)) {
            parts.add(part.get());
        }
        return join(symbol, parts);
    }

    /** Flat, so that {@code a & (b & c)} and {@code a & b & c} are the same tree. */
    private static Filter join(String symbol, List<Filter> parts) {
        List<Filter> flat = new ArrayList<>();
        for (Filter part : parts) {
            if (symbol.equals("&") && part instanceof Filter.And and) {
                flat.addAll(and.filters());
            } else if (symbol.equals("|") && part instanceof Filter.Or or) {
                flat.addAll(or.filters());
            } else {
                flat.add(part);
            }
        }
        return symbol.equals("&") ? new Filter.And(flat) : new Filter.Or(flat);
    }

    private Filter unary() {
        if (!cursor.token().is("~")) {
            return primary();
        }
        enter();
        Filter filter = new Filter.Not(unary());
        depth--;
        return filter;
    }

    private Filter primary() {
        boolean call = cursor.token().isName("Q");
        if (call) {
            cursor.advance();
        }
        if (!cursor.token().is("(")) {
            throw cursor.unexpected(call ? "'(' after Q" : "Q(...), '~' or '('");
        }
        enter();
        Filter filter = call ? arguments() : or();
        cursor.expect(")", call ? "'&', '|', ',' or ')'" : "'&', '|' or ')'");
        depth--;
        return filter;
    }

    private Filter arguments() {
        if (cursor.at(Token.Kind.STRING)) {
            return positional();
        }
        if (cursor.at(Token.Kind.NAME) && !cursor.token().isName("Q")) {
            return keywords();
        }
        Filter left = or();
        if (!cursor.skip(",")) {
            return left;
        }
        String symbol = connective();
        cursor.expect(",", "',' and the second filter");
        return join(symbol, List.of(left, or()));
    }

    private String connective() {
        if (!cursor.token().isName("Q")) {
            throw cursor.unexpected(CONNECTIVE);
        }
        cursor.advance();
        cursor.expect(".", CONNECTIVE);
        boolean and = cursor.token().isName("AND");
        if (!and && !cursor.token().isName("OR")) {
            throw cursor.unexpected(CONNECTIVE);
        }
        cursor.advance();
        return and ? "&" : "|";
    }

    private Filter positional() {
        Token name = cursor.advance();
        Field field = fields.require(name.text(), name.position());
        cursor.expect(",", POSITIONAL);
        if (!cursor.at(Token.Kind.STRING)) {
            throw cursor.unexpected(POSITIONAL);
        }
        Token word = cursor.advance();
        Operator operator = Operator.ofName(word.text(), word.position());
        cursor.expect(",", POSITIONAL);
        return condition(field, operator, word.position());
    }

    private Filter keywords() {
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(keyword());
        } while (cursor.skip(",") && !cursor.token().is(")"));
        return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
    }

    private Filter keyword() {
        if (!cursor.at(Token.Kind.NAME) || cursor.token().isName("Q")) {
            throw cursor.unexpected("field=value");
        }
        Token name = cursor.advance();
        int cut = name.text().lastIndexOf("__");
        int end = cut < 0 ? name.text().length() : cut;
        int operatorPosition = cut < 0 ? name.position() : name.position() + cut + 2;
        Field field = fields.require(name.text().substring(0, end), name.position());
        Operator operator =
                cut < 0 ? Operator.EQUAL : Operator.ofSuffix(name.text().substring(cut + 2), operatorPosition);
        if (cursor.token().isComparison() && !cursor.token().is("=")) {
            throw Operator.unsupported(cursor.token().text(), cursor.token().position());
        }
        cursor.expect("=", "field=value");
        return condition(field, operator, operatorPosition);
    }

    private Filter condition(Field field, Operator operator, int operatorPosition) {
        if (++conditions > MAX_CONDITIONS) {
            throw new QueryException("too many conditions", operatorPosition, String.valueOf(MAX_CONDITIONS));
        }
        return Conditions.of(field, operator, operatorPosition, Literal.read(cursor));
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new QueryException("nested too deep", cursor.token().position(), MAX_DEPTH + " levels");
        }
        cursor.advance();
    }
}
