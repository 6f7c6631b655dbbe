package dev.saoma.logintype;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the provider's page is shown. */
public enum Display {
    /** In a frame of the host page. */
    IFRAME,
    /** In place of the host page. */
    PAGE,
    /** In a window of its own beside the host page. */
    POPUP;

    /** Its name in the HTTP API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The display of that name; empty when there is none. */
    public static Optional<Display> of(String text) {
        return Arrays.stream(values())
                .filter(display -> display.text().equals(text))
                .findFirst();
    }
}
