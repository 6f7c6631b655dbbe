package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IntegrityCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void findsNothingInAFileThatIsInUse() {
        try (var database = filled()) {
            assertThat(IntegrityCheck.of(folder.resolve("saoma.db"), LONG)).isEqualTo(IntegrityCheck.SOUND);
            database.write(handle -> handle.execute("DELETE FROM t"));
        }
    }

    @Test
    void findsAPageThatWasOverwritten() throws Exception {
        filled().close();
        Path file = folder.resolve("saoma.db");
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2 / 4096 * 4096);
            bytes.write(new byte[4096]);
        }

        assertThat(IntegrityCheck.of(file, LONG)).isEqualTo(IntegrityCheck.DAMAGED);
    }

    @Test
    void decidesNothingOfWhatIsNotThere() {
        assertThat(IntegrityCheck.of(folder.resolve("none.db"), LONG)).isEqualTo(IntegrityCheck.UNDECIDED);
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    private SqliteDatabase filled() {
        var database = SqliteTemplate.database(folder);
        database.write(handle -> handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT)"));
        database.write(handle -> {
            for (int i = 0; i < 2_000; i++) {
                handle.execute("INSERT INTO t VALUES (?, ?)", i, "x".repeat(400));
            }
            return true;
        });
        return database;
    }
}
