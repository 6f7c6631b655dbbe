package dev.saoma.identity;

import java.util.regex.Pattern;

/** The application's own identifier of a user; case-sensitive. */
public record UserId(String value) {
    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,128}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [^\p{Cntrl}\p{Cs}]{1,128}} */
    public UserId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a userId: expected 1 to 128 characters, none of them a control character or half a surrogate pair");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
