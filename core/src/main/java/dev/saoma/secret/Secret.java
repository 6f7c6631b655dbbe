package dev.saoma.secret;

import java.util.Objects;

/**
 * A value that is used and never shown: its text form is always {@code ***}, and comparing two takes the
 * same time wherever they differ. It has no JSON form.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value as it is. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Wraps a value as a file, a variable or a property gives it: white space, line ends and byte order marks around it are
     * cut off, since editors and mounted files add them and no secret has them there.
     *
     * @throws IllegalArgumentException when a line end or another character that cannot be seen, but for blanks, is left
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

    /** The value itself, for the one place that sends it to whom it belongs. */
    public String reveal() {
        return value;
    }

    /** Whether nothing is in it. */
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
