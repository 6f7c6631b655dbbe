package dev.saoma.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server in its own processes. */
public final class RealPostgres {
    public static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres shared;

    private RealPostgres() {}

    /**
     * Creates an empty database of user {@value #USER} and returns its URL. All tests of this process share one server; a
     * test that stops the server or changes its settings needs its own server.
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
     * Returns a builder for a server that may take two minutes to start, because the disk may be slow. The server keeps
     * acknowledged writes when it is killed; the library's default setting may lose them.
     */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).setServerConfig("synchronous_commit", "on");
    }

    /**
     * Starts the server. If there are no binaries for this machine, skips the test with a message, or fails it if
     * SAOMA_REQUIRE_ALL is true.
     *
     * @throws IOException if the server is available but does not start
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
