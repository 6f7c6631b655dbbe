package dev.saoma.oidc.client;

import java.util.List;
import java.util.Optional;

/**
 * A registered redirect address, compared as text: a request's address is never parsed.
 *
 * @param anyPort whether it is a loopback address of a native client, which listens on a port that it learns at its start (RFC
 *     8252, 7.3)
 */
public record RedirectUri(String value, boolean anyPort) {
    private static final List<String> LOOPBACK = List.of("http://127.0.0.1", "http://[::1]");
    private static final int MOST_PORT_DIGITS = 5;
    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException when the port of an address is free that is none of loopback */
    public RedirectUri {
        if (anyPort && loopback(value).isEmpty()) {
            throw new IllegalArgumentException("only http://127.0.0.1 and http://[::1] match any port");
        }
    }

    /** Creates an address that matches itself alone. */
    public RedirectUri(String value) {
        this(value, false);
    }

    /** Creates the address of a native client, which matches any port if it is one of the loopback addresses. */
    static RedirectUri ofNative(String value) {
        return new RedirectUri(value, loopback(value).isPresent());
    }

    /** Returns whether a request's address is this one; for a loopback address of a native client, with any port. */
    public boolean matches(String requested) {
        if (!anyPort) {
            return value.equals(requested);
        }
        String origin = loopback(value).orElseThrow();
        return requested.startsWith(origin) && rest(value, origin).equals(rest(requested, origin));
    }

    /** Returns the scheme and host of a loopback address without its port. */
    private static Optional<String> loopback(String address) {
        return LOOPBACK.stream()
                .filter(address::startsWith)
                .filter(origin -> {
                    String rest = rest(address, origin);
                    return rest.isEmpty() || rest.startsWith("/") || rest.startsWith("?");
                })
                .findFirst();
    }

    /** Returns what follows the origin and its port. */
    private static String rest(String address, String origin) {
        int at = origin.length();
        if (at == address.length() || address.charAt(at) != ':') {
            return address.substring(at);
        }
        int end = at + 1;
        int port = 0;
        while (end < address.length() && end - at <= MOST_PORT_DIGITS && isDigit(address.charAt(end))) {
            port = port * 10 + address.charAt(end) - '0';
            end++;
        }
        boolean isPort = port > 0 && port <= LARGEST_PORT && address.charAt(at + 1) != '0';
        return address.substring(isPort ? end : at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return value;
    }
}
