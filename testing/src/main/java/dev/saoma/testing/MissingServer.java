package dev.saoma.testing;

import org.junit.jupiter.api.Assumptions;

/**
 * That this machine has no server of a kind. Tests are then given up, loudly, unless SAOMA_REQUIRE_ALL is true. A server that
 * is there and does not start is none: that is a failure.
 */
final class MissingServer {
    private MissingServer() {}

    static RuntimeException of(String server, Throwable why) {
        if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            throw new IllegalStateException("no " + server + " on this machine", why);
        }
        System.out.println("SKIPPED: no " + server + " on this machine, so nothing was tried on it: " + why);
        return Assumptions.abort("no " + server);
    }
}
