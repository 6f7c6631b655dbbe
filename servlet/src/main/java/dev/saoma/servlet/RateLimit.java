package dev.saoma.servlet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token bucket for each client address.
 *
 * @param burst the size of the bucket; 0 for no limit
 * @param perMinute tokens that are added each minute, spread evenly; 1 or more unless there is no limit
 */
public record RateLimit(int burst, int perMinute) {
    /** No limit. */
    public static final RateLimit OFF = new RateLimit(0, 0);

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}) *, *([1-9][0-9]{0,8})");

    /** @throws IllegalArgumentException when a number is negative, or when the bucket would never be filled again */
    public RateLimit {
        if (burst < 0 || perMinute < 0 || (burst > 0 && perMinute == 0)) {
            throw new IllegalArgumentException(
                    "a limit is 0 for none, or 1 or more at once and 1 or more a minute; it was " + burst + " and "
                            + perMinute);
        }
    }

    /**
     * Reads a setting: {@code 200,10} is 200 at once and 10 a minute after that, {@code off} is no limit.
     *
     * @throws IllegalArgumentException with a message that describes the allowed form
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

    /** Returns whether there is no limit. */
    public boolean isOff() {
        return burst == 0;
    }
}
