package dev.saoma.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
}
