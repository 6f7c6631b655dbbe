package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writes of either durability beside each other, and look-ups beside both. */
@Timeout(30)
class SqliteAsynchronousTest extends SqliteWriters {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private int insertAsynchronously(int id) {
        return database.write(Durability.ASYNCHRONOUS, sql -> sql.execute("INSERT INTO t VALUES (?)", id));
    }

    private int setting(Durability durability) {
        return database.write(durability, sql -> (int) sql.count("PRAGMA synchronous"));
    }

    /** Inserts a row in a transaction that stays open until {@link #go}. */
    private Thread hold(Durability durability, int id) {
        Thread thread = thread(() -> database.write(durability, sql -> {
            sql.execute("INSERT INTO t VALUES (?)", id);
            return SqliteGroupTest.hold(started, go);
        }));
        join(started);
        return thread;
    }

    @Test
    void theSettingFollowsTheDurability() {
        List<Integer> settings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            settings.add(setting(Durability.ASYNCHRONOUS));
            settings.add(setting(Durability.SYNCHRONOUS));
        }

        assertThat(settings).as("NORMAL, FULL").containsExactly(1, 2, 1, 2, 1, 2);
    }

    /** SQLite refuses the change of the setting in a transaction, which a look-up must not begin. */
    @Test
    void theSettingIsRightAgainAfterItCouldNotBeChanged() {
        setting(Durability.ASYNCHRONOUS);
        database.lookUp(sql -> sql.execute("BEGIN"));
        assertUnavailable(() -> insert(1));

        assertThat(setting(Durability.SYNCHRONOUS)).as("FULL").isEqualTo(2);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aTaskOnABusyConnectionIsDoneAfterTheOther() {
        Thread holder = hold(Durability.SYNCHRONOUS, 1);
        var asynchronous = later(() -> insertAsynchronously(2));
        assertThat(asynchronous).isNotDone();
        go.countDown();

        assertThat(asynchronous).succeedsWithin(Duration.ofSeconds(10));
        end(holder);
        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void aTaskThatFailsIsRolledBackAlone() {
        insertAsynchronously(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> database.write(Durability.ASYNCHRONOUS, sql -> {
                    sql.execute("INSERT INTO t VALUES (2)");
                    throw new IllegalStateException("on purpose");
                }))
                .withMessage("on purpose");
        insertAsynchronously(3);

        assertThat(ids()).containsExactly(1, 3);
    }

    @Test
    void aTaskIsSeenByEveryLookUpAfterIt() {
        for (int id = 1; id <= 200; id++) {
            insertAsynchronously(id);
            int seen = id;
            assertThat(later(() -> database.lookUp(sql -> sql.count("SELECT max(id) FROM t")))
                            .join())
                    .isEqualTo(seen);
        }
    }

    @Nested
    class ALookUp {
        @Test
        void waitsForNoSynchronousCommit() {
            waitsForNo(Durability.SYNCHRONOUS);
        }

        @Test
        void waitsForNoAsynchronousCommit() {
            waitsForNo(Durability.ASYNCHRONOUS);
        }

        private void waitsForNo(Durability durability) {
            insert(1);
            Thread holder = hold(durability, 2);

            assertThat(later(() -> database.lookUp(sql -> sql.count("SELECT count(*) FROM t"))))
                    .as("the committed row alone")
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(1L);
            go.countDown();
            end(holder);
        }

        @Test
        void thatFailsIsStoreUnavailable() {
            assertUnavailable(() -> database.lookUp(sql -> sql.count("SELECT id FROM nowhere")));
        }

        @Test
        void thatFailsDoesNotKeepTheConnection() {
            assertUnavailable(() -> database.lookUp(sql -> sql.count("SELECT id FROM nowhere")));

            assertThat(later(() -> insert(1))).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Nested
    class Closing {
        @Test
        void keepsWhatWasAcknowledgedWhileTasksRun(@TempDir Path folder) {
            Path file = folder.resolve("y.db");
            Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
            try (var closed = SqliteDatabase.open(file)) {
                closed.write(sql -> sql.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
                var next = new AtomicInteger();
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    writers.add(thread(() -> writeUntilClosed(closed, next, acknowledged)));
                }
                while (acknowledged.size() < 500) {
                    Thread.onSpinWait();
                }
                closed.close();
                writers.forEach(SqliteWriters::end);
            }

            assertThat(file.resolveSibling("y.db-wal")).doesNotExist();
            try (var again = SqliteDatabase.open(file)) {
                List<Integer> kept = again.read(sql -> sql.list("SELECT id FROM t", row -> row.getInt(1)));
                assertThat(kept).containsExactlyInAnyOrderElementsOf(acknowledged);
            }
        }

        private void writeUntilClosed(SqliteDatabase closed, AtomicInteger next, Queue<Integer> acknowledged) {
            try {
                while (true) {
                    int id = next.incrementAndGet();
                    closed.write(Durability.ASYNCHRONOUS, sql -> sql.execute("INSERT INTO t VALUES (?)", id));
                    acknowledged.add(id);
                }
            } catch (LoginException e) {
                // Closed.
            }
        }

        @Test
        void refusesTasksAndLookUps() {
            database.close();

            assertUnavailable(() -> insertAsynchronously(1));
            assertUnavailable(() -> database.lookUp(sql -> 1));
        }
    }
}
