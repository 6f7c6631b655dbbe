package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.durability.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log, with checkpoints more often and of a shorter log than outside this test. */
@Timeout(60)
class SqliteCheckpointsTest {
    private static final int PERIOD_MS = 20;
    private static final int MOST_PAGES = 50;
    private static final int PAGE = 4_096;
    private static final int ROWS = 20_000;

    private Path file;
    private SqliteWriter writer;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        file = folder.resolve("x.db");
        writer = new SqliteWriter(connect("PRAGMA wal_autocheckpoint = 0"));
        writer.write(Durability.SYNCHRONOUS, sql -> sql.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)"));
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private SqlConnection connect(String... pragmas) throws SQLException {
        SqlConnection connection = SqlConnection.keepingStatements(DriverManager.getConnection("jdbc:sqlite:" + file));
        connection.list("PRAGMA journal_mode = WAL", row -> row.getString(1));
        connection.execute("PRAGMA busy_timeout = 5000");
        for (String pragma : pragmas) {
            connection.execute(pragma);
        }
        return connection;
    }

    private long log() throws Exception {
        return Files.size(file.resolveSibling("x.db-wal"));
    }

    private void insert(int id) {
        writer.write(Durability.ASYNCHRONOUS, sql -> sql.execute("INSERT INTO t VALUES (?, 'x')", id));
    }

    @Test
    void boundTheLogWhileManyWriteWithoutAPause() throws Exception {
        var next = new AtomicInteger();
        try (var checkpoints = new SqliteCheckpoints(connect(), writer, file, PERIOD_MS, MOST_PAGES)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(SqliteWriters.thread(() -> {
                    for (int id = next.incrementAndGet(); id <= ROWS; id = next.incrementAndGet()) {
                        insert(id);
                    }
                }));
            }
            threads.forEach(SqliteWriters::end);
        }

        // Each commit adds a page at least.
        assertThat(log()).isLessThan((long) ROWS * PAGE / 4);
    }
}
