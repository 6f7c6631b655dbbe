package dev.saoma.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server as processes of its own. */
public final class RealPostgres {
    public static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres shared;

    private RealPostgres() {}

    /**
     * The address of a new, empty database of user {@value #USER}, in one server for all tests of this process. Tests that
     * stop the server or change its settings need one of their own.
     */
    public static String newDatabase() {
        EmbeddedPostgres server = shared();
        String name = "test_" + DATABASES.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    private static synchronized EmbeddedPostgres shared() {
        EmbeddedPostgres server = shared;
        if (server == null) {
            try {
                server = start(builder().setServerConfig("fsync", "off").setLocaleConfig("locale", "C.UTF-8"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = server;
        }
        return server;
    }

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
