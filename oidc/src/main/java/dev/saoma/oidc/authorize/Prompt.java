package dev.saoma.oidc.authorize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code prompt} that have an effect. */
public enum Prompt {
    /** No page is shown. */
    NONE,
    /** The user authenticates again. */
    LOGIN,
    /** The user confirms the login to the client. */
    CONSENT,
    /** The user authenticates again, as any user. */
    SELECT_ACCOUNT;

    /** Returns the value in a request; empty for an unknown one. */
    static Optional<Prompt> of(String text) {
        return Arrays.stream(values()).filter(one -> one.code().equals(text)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
