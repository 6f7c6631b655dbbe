package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.http.WebOrigin;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Checks that a request is for a loopback name, as development requires, and as the console's own port on loopback does. In
 * production the proxy checks host names.
 */
public final class DevelopmentHost {
    /** The message of a refusal. */
    public static final String REFUSAL =
            "This address answers for localhost and other loopback names alone, and the request came for another host. Open it"
                    + " by the address in saoma.public-url, and the console on its own port by that in saoma.console-url.";

    private DevelopmentHost() {}

    /** Reads {@code Host} itself, if present: containers can be configured to use other headers, which any page can send. */
    public static boolean admits(WebSettings settings, HttpServletRequest request) {
        if (settings.mode() != Mode.DEVELOPMENT) {
            return true;
        }
        String host = request.getHeader("Host");
        return WebOrigin.parse("http://" + (host == null ? request.getServerName() : host))
                .filter(WebOrigin::isLoopback)
                .isPresent();
    }
}
