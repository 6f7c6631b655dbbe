package dev.saoma.secret;

import java.util.Objects;

/**
 * A value that is used and never shown: its text form is always {@code ***}, and comparing two takes the
 * same time wherever they differ. It has no JSON form.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value as it is. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /** The value itself, for the one place that sends it to whom it belongs. */
    public String reveal() {
        return value;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Token.sameText(value, secret.value);
    }

    @Override
    public int hashCode() {
        return 31;
    }

    @Override
    public String toString() {
        return "***";
    }
}
