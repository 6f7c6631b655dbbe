package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.http.WebOrigin;
import jakarta.servlet.http.HttpServletRequest;

/** Whether a request is for a loopback name, which development requires. In production the proxy decides names. */
public final class DevelopmentHost {
    /** The message of a refusal. */
    public static final String REFUSAL =
            "In development this answers for localhost and other loopback names alone, and the request"
                    + " came for another host. Open it by the address in saoma.public-url.";

    private DevelopmentHost() {}

    /** Reads the header itself if there is one, since containers can be configured to read others that any page can send. */
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
