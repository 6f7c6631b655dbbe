package dev.saoma.servlet;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme, host and port, in the one spelling that browsers send as {@code Origin}: lower case, no default port.
 *
 * @param host without the port; IPv6 in brackets
 * @param port -1 for the scheme's own
 */
record WebOrigin(String scheme, String host, int port) {
    /** Narrower than what java.net.URI takes, which is blind for several tricks: no user, no trailing dot, ASCII only. */
    private static final Pattern FORM =
            Pattern.compile("https?://([a-z0-9]([a-z0-9_.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    /** Reads {@code scheme://host[:port]}; empty for anything else, also for a path of one slash. */
    static Optional<WebOrigin> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(lower).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(lower);
            if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
                return Optional.empty();
            }
            int standard = uri.getScheme().equals("https") ? 443 : 80;
            return Optional.of(
                    new WebOrigin(uri.getScheme(), uri.getHost(), uri.getPort() == standard ? -1 : uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || LOOPBACK_V4.matcher(host).matches();
    }

    boolean isHttps() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port == -1 ? "" : ":" + port);
    }
}
