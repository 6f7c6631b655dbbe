package dev.saoma.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealPostgresTest {

    /** This module has no binaries on its class path. */
    @Test
    void isMissingWithoutBinaries() {
        Class<? extends RuntimeException> outcome = "true".equals(System.getenv("SAOMA_REQUIRE_ALL"))
                ? IllegalStateException.class
                : TestAbortedException.class;

        assertThrows(outcome, () -> RealPostgres.start(RealPostgres.builder()));
    }
}
