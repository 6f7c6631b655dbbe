package dev.saoma.secret;

import java.util.Objects;

/** A value that is never printed: its text form is {@code ***}. Comparison takes constant time. It has no JSON form. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value unchanged. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Wraps a value from a file, a variable or a property. White space, line ends and byte order marks around it are
     * removed, since editors and mounted files add them and no secret begins or ends with them.
     *
     * @throws IllegalArgumentException when an invisible character other than a blank, such as a line end, remains
     *     within; the message does not show the value
     */
    public static Secret configured(String text) {
        int[] points = text.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (from < to && isPadding(points[from])) {
            from++;
        }
        while (to > from && isPadding(points[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (points[i] != ' ' && isInvisible(points[i])) {
                throw new IllegalArgumentException(
                        "has a line end or another invisible character within; give the secret alone, on one line");
            }
        }
        return new Secret(new String(points, from, to - from));
    }

    private static boolean isPadding(int point) {
        return Character.isWhitespace(point) || isInvisible(point);
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return Character.isSpaceChar(point) || type == Character.CONTROL || type == Character.FORMAT;
    }

    /** Returns the value itself, for the code that sends it to its owner. */
    public String reveal() {
        return value;
    }

    /** Returns whether the value is empty. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Token.sameText(value, secret.value);
    }

    @Override
    public int hashCode() {
        return 31;
    }

    @Override
    public String toString() {
        return "***";
    }
}
