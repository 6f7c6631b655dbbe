package dev.saoma.identity;

import java.util.regex.Pattern;

/** An organisation's identifier. */
public record CorpId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\p{Graph}]{1,128}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [\p{Graph}]{1,128}} */
    public CorpId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a corpId: expected 1 to 128 visible characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
