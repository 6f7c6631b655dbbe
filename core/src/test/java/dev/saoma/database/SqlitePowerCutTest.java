package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.DatabaseChild.Row;
import dev.saoma.database.DatabaseChild.Task;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The power fails while a process writes to a SQLite file: only what it had synced is on the disk. */
@Timeout(120)
class SqlitePowerCutTest {
    private static final int CYCLES = 5;
    private static final int ASYNCHRONOUS_ROWS = 200;

    /** The time between two checkpoints, and a margin for a busy machine. */
    private static final int QUIET_MS = 2_000;

    private PoweredDisk disk;

    @BeforeEach
    void make(@TempDir Path root, @TempDir(factory = TempDirFactory.Standard.class) Path executable) throws Exception {
        disk = PoweredDisk.in(root, executable);
    }

    /** Whatever is lost is a suffix: no row is kept without all that were committed before it. */
    @Test
    void losesNoSynchronousRowAndOfTheOthersOnlyTheLast() throws Exception {
        var moments = new Random(7);

        for (int cycle = 0; cycle < CYCLES; cycle++) {
            List<Row> acknowledged = DatabaseChild.killAfter(disk.start(Task.ALTERNATE), 100 + moments.nextInt(200));
            List<Row> kept = disk.cutPower();

            assertThat(acknowledged).anyMatch(Row::isSynchronous).anyMatch(row -> !row.isSynchronous());
            assertThat(kept)
                    .as("synchronous rows after power cut " + cycle)
                    .containsAll(
                            acknowledged.stream().filter(Row::isSynchronous).toList());
            assertThat(kept)
                    .as("a prefix of all rows after power cut " + cycle)
                    .extracting(Row::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, kept.size()).boxed().toList());
        }
    }

    /** Else an asynchronous commit would be no faster than a synchronous one. */
    @Test
    void isSyncedByCheckpointsAloneWhileAsynchronousRowsAreWritten() throws Exception {
        Process child = disk.start(Task.WRITE_ASYNCHRONOUSLY);
        try (var rows = rows(child)) {
            read(rows, 1);
            int before = disk.syncs();
            long began = System.nanoTime();
            List<Row> written = read(rows, ASYNCHRONOUS_ROWS - 1);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            int after = disk.syncs();
            end(child);

            assertThat(after - before)
                    .as("syncs by " + written.size() + " commits in " + seconds + " s")
                    .isLessThanOrEqualTo(4 * (1 + (int) seconds));
        }
    }

    @Test
    void keepsAsynchronousRowsAfterAMomentOfQuiet() throws Exception {
        Process child = disk.start(Task.WRITE_ASYNCHRONOUSLY);
        try (var rows = rows(child)) {
            List<Row> written = read(rows, ASYNCHRONOUS_ROWS);
            Thread.sleep(QUIET_MS);
            end(child);

            assertThat(disk.cutPower()).containsExactlyElementsOf(written);
        }
    }

    @Tag("full")
    @Test
    void keepsAsynchronousRowsBesideAReaderThatDoesNotEnd() throws Exception {
        Process child = disk.start(Task.WRITE_ASYNCHRONOUSLY_BESIDE_A_READER);
        try (var rows = rows(child)) {
            List<Row> written = read(rows, 1 + ASYNCHRONOUS_ROWS);
            Thread.sleep(QUIET_MS);
            end(child);

            assertThat(disk.cutPower()).containsExactlyElementsOf(written);
        }
    }

    @Test
    void syncsAGroupOnceWithOneSynchronousTask() throws Exception {
        Process child = disk.start(Task.GROUP);
        try (var rows = rows(child)) {
            List<Row> written = read(rows, 4);
            end(child);

            assertThat(written).filteredOn(Row::isSynchronous).hasSize(1);
            assertThat(disk.cutPower()).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    void keepsEveryRowWhenTheProcessEndsByItself() throws Exception {
        Process child = disk.start(Task.CLOSE);
        try (var rows = rows(child)) {
            List<Row> written = read(rows, ASYNCHRONOUS_ROWS);
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();

            assertThat(disk.cutPower()).containsExactlyElementsOf(written);
        }
    }

    @Tag("full")
    @Test
    void isNotSyncedWhileItIsQuiet() throws Exception {
        Process child = disk.start(Task.WRITE_ASYNCHRONOUSLY);
        try (var rows = rows(child)) {
            read(rows, ASYNCHRONOUS_ROWS);
            Thread.sleep(QUIET_MS);
            int before = disk.syncs();
            Thread.sleep(QUIET_MS);

            assertThat(disk.syncs()).isEqualTo(before);
        } finally {
            end(child);
        }
    }

    private static BufferedReader rows(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<Row> read(BufferedReader rows, int count) throws Exception {
        List<Row> read = new ArrayList<>();
        while (read.size() < count) {
            read.add(Row.of(rows.readLine()));
        }
        return read;
    }

    private static void end(Process child) throws Exception {
        child.toHandle().destroyForcibly();
        child.waitFor();
    }
}
