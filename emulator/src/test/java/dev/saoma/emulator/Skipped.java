package dev.saoma.emulator;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Skips a test that cannot run in this environment. */
public final class Skipped {

    private Skipped() {}

    /** Aborts the test with a message; fails it when the environment variable SAOMA_REQUIRE_ALL is true. */
    public static <T> T because(String reason) {
        String message = "SKIPPED: " + reason;
        if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            return Assertions.fail(message);
        }
        System.err.println(message);
        return Assumptions.abort(message);
    }
}
