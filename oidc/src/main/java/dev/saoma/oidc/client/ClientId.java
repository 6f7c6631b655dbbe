package dev.saoma.oidc.client;

import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code client_id} of a registered client: 1 to 64 characters of {@code [A-Za-z0-9._-]}. */
public record ClientId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when the text is of another form */
    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, dots, hyphens and underscores");
        }
    }

    /** Reads an identifier from a request; empty when the text has another form. */
    public static Optional<ClientId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
