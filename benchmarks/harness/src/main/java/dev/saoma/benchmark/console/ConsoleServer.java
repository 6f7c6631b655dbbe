package dev.saoma.benchmark.console;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.database.ConsoleSite;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.EventStreams;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shipped server with the administrator's API, on a database that keeps its rows when both are started again. */
public final class ConsoleServer implements AutoCloseable {
    private static final String KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private final Bench bench;
    private final Upstream upstream;
    private final Path folder;
    private @Nullable Postgres postgres;
    private @Nullable Running running;

    private ConsoleServer(Bench bench, Upstream upstream, @Nullable Postgres postgres) throws IOException {
        this.bench = bench;
        this.upstream = upstream;
        this.folder = Files.createTempDirectory(bench.work(), "console");
        this.postgres = postgres;
    }

    public static ConsoleServer onSqlite(Bench bench, Upstream upstream) throws IOException {
        return new ConsoleServer(bench, upstream, null);
    }

    public static ConsoleServer onPostgres(Bench bench, Upstream upstream) throws IOException {
        return new ConsoleServer(bench, upstream, Postgres.startKept(bench));
    }

    /** Returns the server's settings beside those of its store. */
    public static Shipped withKey(Shipped server) {
        return server.set(Map.of("SAOMA_ADMIN_KEY", KEY, "SAOMA_CONSOLE", "public"));
    }

    /** Opens a connection whose requests are an administrator's. */
    public static Connection connect(Running running) throws IOException {
        return Connection.open(running.port(), KEY);
    }

    /** Opens streams of attempts, as inspectors do. */
    public static EventStreams inspectors(Running running, int count) throws IOException {
        return EventStreams.open(
                running.port(), count, "/api/admin/flow/stream", "Authorization: Bearer " + KEY + "\r\n");
    }

    public String name() {
        return shipped().name();
    }

    /** Lets the server make its tables, and fills them. */
    public void fill(ConsoleSite.Size size) throws IOException, InterruptedException, SQLException {
        start();
        end();
        String url = postgres == null ? "jdbc:sqlite:" + Shipped.database(folder) : postgres.jdbcUrl();
        ConsoleSite.fill(url, Postgres.USER, size);
    }

    /** Starts the database again, then the server, which must not run. */
    public Running start() throws IOException, InterruptedException {
        if (postgres != null) {
            postgres = postgres.restarted();
        }
        running = withKey(shipped()).start(bench, upstream, folder);
        return running;
    }

    /** Ends the server. */
    public void end() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private Shipped shipped() {
        return postgres == null ? Shipped.onSqlite() : Shipped.onPostgres(postgres.jdbcUrl(), Postgres.USER);
    }

    @Override
    public void close() throws IOException {
        end();
        if (postgres != null) {
            postgres.close();
        }
    }
}
