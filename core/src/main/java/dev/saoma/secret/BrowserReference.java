package dev.saoma.secret;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Tells browsers apart within one day, so that they can be counted: 16 hexadecimal digits of a hash of the browser's secret and
 * of the day. It leads neither to the secret, which has 256 random bits, nor to the reference of another day.
 */
public record BrowserReference(String value) {
    private static final int LENGTH = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + LENGTH + "}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [0-9a-f]{16}} */
    public BrowserReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not the reference of a browser: expected 16 lower-case hexadecimal digits");
        }
    }

    /** Returns the reference of a browser on a day. */
    public static BrowserReference of(Token browser, LocalDate day) {
        return new BrowserReference(
                TokenHash.of("saoma-browser " + day + " " + browser.hash().value())
                        .value()
                        .substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
