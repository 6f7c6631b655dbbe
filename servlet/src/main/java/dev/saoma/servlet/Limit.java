package dev.saoma.servlet;

/**
 * How often one address may do something.
 *
 * @param atOnce how often in one go; 0 switches the limit off
 * @param aMinute how many more each minute after that, spread evenly; 1 or more unless it is off
 */
public record Limit(int atOnce, int aMinute) {
    /** No limit. */
    public static final Limit OFF = new Limit(0, 0);

    /** @throws IllegalArgumentException when a number is negative, or nothing would ever come back */
    public Limit {
        if (atOnce < 0 || aMinute < 0 || (atOnce > 0 && aMinute == 0)) {
            throw new IllegalArgumentException(
                    "a limit is 0 for none, or 1 or more at once and 1 or more a minute; it was " + atOnce + " and "
                            + aMinute);
        }
    }

    boolean isOff() {
        return atOnce == 0;
    }
}
