package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.DatabaseChild.Row;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that writes to PostgreSQL ends, or the server does, without warning. */
@Timeout(180)
class PostgresCrashTest {
    private static final int ROWS = 200;

    @Test
    void losesNothingThatWasAcknowledgedToAProcessThatIsKilled() throws Exception {
        String url = TestServer.POSTGRESQL.newDatabase();
        List<Row> acknowledged = new ArrayList<>();

        for (int cycle = 0; cycle < 3; cycle++) {
            Process child = DatabaseChild.start(DatabaseChild.Task.ALTERNATE, url, Map.of());
            acknowledged.addAll(DatabaseChild.killAfter(child, 50 + 70 * cycle));
        }

        try (var database = open(url)) {
            assertThat(Row.allOf(database)).containsAll(acknowledged);
        }
    }

    /**
     * {@code QUIT} is what {@code pg_ctl stop -m immediate} sends to the server. What it has written is kept, since the
     * machine goes on; what it has in its own memory is lost.
     */
    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "KILL"})
    void losesNoSynchronousRowAndOfTheOthersOnlyTheLastWhenTheServerEnds(String signal, @TempDir Path folder)
            throws Exception {
        List<Row> acknowledged;
        try (var server = start(folder)) {
            var database = open(url(server));
            DatabaseChild.table(database);
            acknowledged = writeUntil(database, () -> end(folder, signal));
            database.close();
        }

        try (var server = start(folder);
                var database = open(url(server))) {
            List<Row> kept = Row.allOf(database);

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROWS);
            assertThat(kept)
                    .as("synchronous rows")
                    .containsAll(
                            acknowledged.stream().filter(Row::isSynchronous).toList());
            assertThat(kept)
                    .as("a prefix of all rows")
                    .extracting(Row::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, kept.size()).boxed().toList());
        }
    }

    private interface Ending {
        void run() throws Exception;
    }

    /** Writes with one thread, so that the rows are numbered in the order of their commits, and returns those acknowledged. */
    private static List<Row> writeUntil(Database database, Ending ending) throws Exception {
        List<Row> acknowledged = new ArrayList<>();
        var enough = new CountDownLatch(ROWS);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    boolean isSynchronous = acknowledged.size() % 40 == 0;
                    acknowledged.add(
                            Row.insert(database, isSynchronous ? Durability.SYNCHRONOUS : Durability.ASYNCHRONOUS));
                    enough.countDown();
                }
            } catch (LoginException e) {
                // The server has ended.
            }
        });
        enough.await();
        ending.run();
        writing.get(1, TimeUnit.MINUTES);
        return acknowledged;
    }

    private static void end(Path folder, String signal) throws Exception {
        String process =
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(process)).orElseThrow();
        new ProcessBuilder("kill", "-" + signal, process).inheritIO().start().waitFor();
        server.onExit().get(30, TimeUnit.SECONDS);
    }

    /** The server writes what is asynchronous as late as it can be set to. */
    private static EmbeddedPostgres start(Path folder) throws Exception {
        return RealPostgres.start(RealPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("wal_writer_delay", "10s"));
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    private static ServerDatabase open(String url) {
        return ServerDatabase.open(url, RealPostgres.USER, Secret.of(""), 2);
    }
}
