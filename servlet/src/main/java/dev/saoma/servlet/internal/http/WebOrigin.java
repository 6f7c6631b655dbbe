package dev.saoma.servlet.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme, host and port, in the form that browsers send as {@code Origin}: lower case, no default port.
 *
 * @param host without the port; IPv6 in brackets
 * @param port -1 for the scheme's default
 */
public record WebOrigin(String scheme, String host, int port) {
    /** Stricter than java.net.URI, which accepts misleading forms: no user, no trailing dot, ASCII only. */
    private static final Pattern FORM =
            Pattern.compile("https?://([a-z0-9]([a-z0-9_.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{0,40}");

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    /** Reads {@code scheme://host[:port]}; empty for any other text, including one that ends with a slash. */
    public static Optional<WebOrigin> parse(String text) {
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

    /** Returns why a text that is no origin cannot be listed, as a message for the author of the setting. */
    public static String whyNot(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("null") || lower.startsWith("file:")) {
            return "has null or file:, which every file on a person's disk and every sandboxed page is: serve the page, in"
                    + " development from http://localhost";
        }
        int end = lower.indexOf("://");
        if (end > 0 && SCHEME.matcher(lower.substring(0, end)).matches() && !lower.startsWith("http")) {
            return "has an entry with the scheme " + lower.substring(0, end)
                    + ", which is an app's or a browser extension's. Only pages of https (http on loopback) can be listed,"
                    + " because WeChat's page and its way back do not work in others. Let the app or extension open"
                    + " /login in the system's browser, or serve its page by https; native code sends no Origin and needs"
                    + " no entry";
        }
        return "has an entry that is no origin: write scheme://host[:port] alone, no path, no *";
    }

    /** Returns whether only programs of the same machine can reach it. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** Returns whether a host is a loopback name or address; IPv6 with or without brackets. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || LOOPBACK_V4.matcher(host).matches();
    }

    public boolean isHttps() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port == -1 ? "" : ":" + port);
    }
}
