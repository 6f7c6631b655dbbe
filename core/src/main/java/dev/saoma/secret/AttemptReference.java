package dev.saoma.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one login attempt in logs, traces and listeners: the first 16 hexadecimal digits of the stored hash of its state.
 * It gives no right and leads to no state, which has 256 random bits, so it may be printed.
 */
public record AttemptReference(String value) {
    private static final int LENGTH = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + LENGTH + "}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [0-9a-f]{16}} */
    public AttemptReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not the reference of an attempt: expected 16 lower-case hexadecimal digits");
        }
    }

    /** Returns the reference of the attempt that has this state. */
    public static AttemptReference of(Token state) {
        return new AttemptReference(state.hash().value().substring(0, LENGTH));
    }

    /** Reads a reference; empty when the text has another form. */
    public static Optional<AttemptReference> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AttemptReference(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
