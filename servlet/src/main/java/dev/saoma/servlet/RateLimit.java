package dev.saoma.servlet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often one address may do something.
 *
 * @param atOnce how often in one go; 0 switches the limit off
 * @param aMinute how many more each minute after that, spread evenly; 1 or more unless it is off
 */
public record RateLimit(int atOnce, int aMinute) {
    /** No limit. */
    public static final RateLimit OFF = new RateLimit(0, 0);

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}) *, *([1-9][0-9]{0,8})");

    /** @throws IllegalArgumentException when a number is negative, or nothing would ever come back */
    public RateLimit {
        if (atOnce < 0 || aMinute < 0 || (atOnce > 0 && aMinute == 0)) {
            throw new IllegalArgumentException(
                    "a limit is 0 for none, or 1 or more at once and 1 or more a minute; it was " + atOnce + " and "
                            + aMinute);
        }
    }

    /**
     * Reads a setting: {@code 200,10} is 200 at once and 10 a minute after that, {@code off} none.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static RateLimit parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must be off, or how many at once and how many a minute after that, such as 200,10");
        }
        return new RateLimit(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    public boolean isOff() {
        return atOnce == 0;
    }
}
