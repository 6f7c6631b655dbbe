package dev.saoma.identity;

import java.util.regex.Pattern;

/** An Open Platform account, by its name in the configuration. A unionid is unique within one account only. */
public record OpenPlatform(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9._-]{1,64}} */
    public OpenPlatform {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not an Open Platform account's name: expected 1 to 64 letters, digits, dots, _ or -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
