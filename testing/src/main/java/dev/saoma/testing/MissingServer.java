package dev.saoma.testing;

import org.junit.jupiter.api.Assumptions;

/**
 * Skips tests with a message if a server is not available on this machine, or fails them if SAOMA_REQUIRE_ALL is true. Not
 * used for an available server that does not start, which is a failure.
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
