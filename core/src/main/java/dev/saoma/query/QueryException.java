package dev.saoma.query;

/**
 * A filter or an order that cannot be used: the message says what is wrong, where, and what is allowed instead.
 *
 * <p>It repeats at most 40 characters of the input, with everything but printable ASCII replaced, so that it may be
 * logged and shown.
 */
public final class QueryException extends IllegalArgumentException {

    private static final int MAX_QUOTED = 40;

    private final int position;

    QueryException(String problem, int position, String allowed) {
        super(problem + " at index " + position + "; allowed: " + allowed);
        this.position = position;
    }

    /** Where it is wrong, counted from 0: the character of a filter text, or the entry of an order list. */
    public int position() {
        return position;
    }

    static String quote(String input) {
        String cut = input.length() > MAX_QUOTED ? input.substring(0, MAX_QUOTED) + "..." : input;
        return "'" + cut.replaceAll("[^ -~]", "?") + "'";
    }
}
