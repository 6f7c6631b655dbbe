package dev.saoma.emulator;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A test that cannot run here says so. */
public final class Skipped {

    private Skipped() {}

    /** Ends the test loudly: aborted, or failed when the environment variable SAOMA_REQUIRE_ALL is true. */
    public static <T> T because(String reason) {
        String message = "SKIPPED: " + reason;
        if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            return Assertions.fail(message);
        }
        System.err.println(message);
        return Assumptions.abort(message);
    }
}
