package dev.saoma.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a session is used: a browser holds a cookie, an app a bearer token. */
public enum Platform {
    WEB,
    MOBILE,
    APP;

    /** Returns the name in the specification: {@code web}, {@code mobile}, {@code app}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the platform with this name; empty when there is none. */
    public static Optional<Platform> of(String text) {
        return Arrays.stream(values()).filter(p -> p.text().equals(text)).findFirst();
    }
}
