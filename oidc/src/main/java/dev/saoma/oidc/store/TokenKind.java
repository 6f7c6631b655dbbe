package dev.saoma.oidc.store;

import java.util.Locale;

/** The kinds of tokens that have rows. */
public enum TokenKind {
    ACCESS,
    REFRESH;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
