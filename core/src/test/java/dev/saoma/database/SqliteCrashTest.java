package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.DatabaseChild.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writing process is killed, as by {@code kill -9}, at a random moment: all acknowledged rows of either kind are kept. */
class SqliteCrashTest {
    private static final int CYCLES = 6;

    @Test
    @Timeout(60)
    void losesNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
        String file = folder.resolve("x.db").toString();
        var moments = new Random(7);
        List<Row> acknowledged = new ArrayList<>();

        for (int cycle = 0; cycle < CYCLES; cycle++) {
            Process child = DatabaseChild.start(DatabaseChild.Task.ALTERNATE, file, Map.of());
            acknowledged.addAll(DatabaseChild.killAfter(child, 10 + moments.nextInt(120)));
        }

        assertThat(acknowledged).hasSizeGreaterThan(CYCLES * 10).anyMatch(Row::isSynchronous);
        try (var database = SqliteDatabase.open(Path.of(file))) {
            assertThat(Row.allOf(database)).containsAll(acknowledged);
        }
    }
}
