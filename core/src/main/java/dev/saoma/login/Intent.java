package dev.saoma.login;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The purpose of a login attempt. An attempt cannot be finished for another purpose. */
public enum Intent {
    /** To sign in. */
    LOGIN,
    /** To bind a WeChat identity to the signed-in user. */
    BIND,
    /** To authenticate the user of the current session again. */
    REAUTH,
    /** To try a login method, also one that is switched off. It signs no user in and changes nothing. */
    TEST;

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
