package dev.saoma.identity;

/** An Open Platform account, by its name in the configuration. A unionid is unique within one account only. */
public record OpenPlatform(String value) {
    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9._-]{1,64}} */
    public OpenPlatform {
        if (!IdentifierForm.isDottedWord(value, 1, 64)) {
            throw new IllegalArgumentException(
                    "not an Open Platform account's name: expected 1 to 64 letters, digits, dots, _ or -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
