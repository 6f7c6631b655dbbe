package dev.saoma.query;

/**
 * A filter or an order that is not valid. The message tells the problem, its position and what is allowed.
 *
 * <p>It repeats at most 40 characters of the input, with everything except printable ASCII replaced, so it may be
 * logged and shown.
 */
public final class QueryException extends IllegalArgumentException {

    private static final int MAX_QUOTED = 40;

    private final int position;

    QueryException(String problem, int position, String allowed) {
        super(problem + " at index " + position + "; allowed: " + allowed);
        this.position = position;
    }

    /** Returns the position, counted from 0: the character of a filter text, or the entry of an order list. */
    public int position() {
        return position;
    }

    static String quote(String input) {
        String cut = input.length() > MAX_QUOTED ? input.substring(0, MAX_QUOTED) + "..." : input;
        return "'" + cut.replaceAll("[^ -~]", "?") + "'";
    }
}
