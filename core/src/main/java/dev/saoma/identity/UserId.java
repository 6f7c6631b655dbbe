package dev.saoma.identity;

import java.util.OptionalLong;

/** The application's own identifier of a user; case-sensitive. */
public record UserId(String value) {
    /** @throws IllegalArgumentException when the text is not of the form {@code [^\p{Cntrl}\p{Cs}]{1,128}} */
    public UserId {
        if (!IdentifierForm.isText(value, 128)) {
            throw new IllegalArgumentException(
                    "not a userId: expected 1 to 128 characters, none of them a control character or half a surrogate pair");
        }
    }

    /** Returns the identifier of a user whose identifiers are numbers. */
    public static UserId of(long number) {
        return new UserId(Long.toString(number));
    }

    /**
     * Returns the number that {@link #of} was given.
     *
     * @throws IllegalArgumentException when the identifier is no number, or is written otherwise, such as {@code 007}
     */
    public long asLong() {
        return number().orElseThrow(() -> new IllegalArgumentException("the userId is not a number of 64 bits"));
    }

    /** Returns the number that {@link #of} was given; empty when the identifier is none. */
    OptionalLong number() {
        try {
            long number = Long.parseLong(value);
            return Long.toString(number).equals(value) ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
