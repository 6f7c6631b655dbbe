package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writing process is killed, as by {@code kill -9}, at a random moment: all acknowledged rows are kept. */
class SqliteCrashTest {
    private static final int CYCLES = 6;

    @Test
    @Timeout(60)
    void losesNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.db");
        var moments = new Random(7);
        Set<Integer> acknowledged = new HashSet<>();

        for (int cycle = 0; cycle < CYCLES; cycle++) {
            acknowledged.addAll(killAfter(SqliteChild.write(file), 10 + moments.nextInt(120)));
        }

        assertThat(acknowledged).hasSizeGreaterThan(CYCLES * 10);
        try (var database = SqliteDatabase.open(file)) {
            List<Integer> kept = database.read(handle -> handle.list("SELECT id FROM t", row -> row.getInt(1)));
            assertThat(kept).containsAll(acknowledged);
        }
    }

    private static Set<Integer> killAfter(Process child, int lines) throws Exception {
        Set<Integer> acknowledged = new HashSet<>();
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(Integer.valueOf(line));
                if (acknowledged.size() == lines) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.waitFor();
        return acknowledged;
    }
}
