package dev.saoma.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** A PostgreSQL server as processes of its own. */
public final class RealPostgres {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RealPostgres() {}

    /**
     * One that may take two minutes to start, because a machine that builds other things besides has a slow disk; and that
     * keeps what it has acknowledged when it is killed, which the library's own setting gives up.
     */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).setServerConfig("synchronous_commit", "on");
    }

    /**
     * Starts it, or gives up the test loudly where there are no binaries for this machine, unless SAOMA_REQUIRE_ALL is true.
     *
     * @throws IOException when it is there and does not start
     */
    public static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        try {
            return builder.start();
        } catch (IllegalStateException e) {
            if (!"Missing embedded postgres binaries".equals(e.getMessage())) {
                throw e;
            }
            throw MissingServer.of("PostgreSQL", e);
        }
    }
}
