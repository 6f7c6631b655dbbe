package dev.saoma.benchmark.database;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.process.CpuTime;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server for one run, with {@code fsync} on as in production. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "postgres";

    private static final String LOG = "statements";

    private final EmbeddedPostgres server;
    private final Path folder;

    private Postgres(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    public static Postgres start(Bench bench) throws IOException {
        return start(bench, "512MB");
    }

    /**
     * Starts a server.
     *
     * @param buffers the size of its cache of pages, such as {@code 512MB}
     */
    public static Postgres start(Bench bench, String buffers) throws IOException {
        Path folder = Files.createTempDirectory(bench.work(), "postgres");
        return new Postgres(server(folder, buffers).start(), folder);
    }

    /** Starts a server that keeps its files when it ends, so that it can be {@link #restarted}. */
    public static Postgres startKept(Bench bench) throws IOException {
        Path folder = Files.createTempDirectory(bench.work(), "postgres");
        return new Postgres(server(folder, "512MB").setCleanDataDirectory(false).start(), folder);
    }

    /** Ends a server of {@link #startKept}, and starts it on the same files and port. */
    public Postgres restarted() throws IOException {
        int port = port();
        close();
        return new Postgres(
                server(folder, "512MB")
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .start(),
                folder);
    }

    /** Starts a server that writes every statement into {@link #log()}. */
    public static Postgres startLogging(Bench bench) throws IOException {
        Path folder = Files.createTempDirectory(bench.work(), "postgres");
        EmbeddedPostgres.Builder server = server(folder, "64MB")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "csvlog")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", LOG)
                .setServerConfig("log_rotation_size", "0")
                .setServerConfig("log_statement", "all");
        return new Postgres(server.start(), folder);
    }

    private static EmbeddedPostgres.Builder server(Path folder, String buffers) {
        return RealPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", buffers)
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "100");
    }

    /** Returns the file of statements of a server that was started by {@link #startLogging}. */
    Path log() {
        return folder.resolve("log").resolve(LOG + ".csv");
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Creates a database, and returns its URL. */
    public String newDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return jdbcUrl(name);
    }

    /** The CPU time so far of all processes of the server. */
    public Duration cpu() {
        return CpuTime.withChildren(postmaster());
    }

    private long postmaster() {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
