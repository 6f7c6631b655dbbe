package dev.saoma.login;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a login attempt is for. An attempt made for one purpose is of no use for another. */
public enum Intent {
    /** To sign in. */
    LOGIN,
    /** To add this WeChat to the signed-in user. */
    BIND,
    /** To prove, in a session that goes on, that its user is still the one before the screen. */
    REAUTH;

    /** Its name in the HTTP API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The intent of that name; empty when there is none. */
    public static Optional<Intent> of(String text) {
        return Arrays.stream(values())
                .filter(intent -> intent.text().equals(text))
                .findFirst();
    }
}
