package dev.saoma.identity;

import java.util.regex.Pattern;

/** An Open Platform account, by the name that the configuration gives it; unionids mean something within one only. */
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
