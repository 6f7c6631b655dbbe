package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.store.sql.SqlStore;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseProbeTest {

    @Test
    void isContentWithADatabaseThatTakesWrites(@TempDir Path folder) {
        try (Database database = SqliteDatabase.open(folder.resolve("saoma.db"));
                var probe = new DatabaseProbe(database)) {
            assertThat(probe.answers()).isFalse();

            SqlStore.open(database, true);

            assertThat(probe.answers()).isTrue();
        }
    }

    @Test
    void isContentAgainAndAgain(@TempDir Path folder) {
        try (Database database = SqliteTemplate.database(folder);
                var probe = new DatabaseProbe(database)) {
            assertThat(probe.answers()).isTrue();
            assertThat(probe.answers()).isTrue();
        }
    }

    /** An update of an existing row still succeeds in such a database. */
    @Test
    void isNotContentWithADatabaseThatCannotGrow(@TempDir Path folder) {
        try (Database database = SqliteTemplate.database(folder);
                var probe = new DatabaseProbe(database)) {
            assertThat(probe.answers()).isTrue();
            database.write(handle -> handle.execute("CREATE TABLE rest (b BLOB)"));
            database.write(handle -> handle.first("PRAGMA max_page_count = 1", row -> row.getInt(1))
                    .orElseThrow());
            assertThatExceptionOfType(LoginException.class).isThrownBy(() -> {
                while (true) {
                    database.write(handle -> handle.execute("INSERT INTO rest VALUES (zeroblob(3000))"));
                }
            });

            assertThat(probe.answers()).isFalse();
        }
    }

    @Test
    void waitsForADatabaseThatHangsForItsTimeAloneAndAsksItOnce() {
        var hanging = new Hanging();
        try (var probe = new DatabaseProbe(hanging)) {
            assertThat(probe.answers()).isFalse();
            assertThat(probe.answers()).isFalse();

            assertThat(hanging.asked).hasValue(1);
            hanging.end.countDown();
            assertThat(probe.answers()).isFalse();
            assertThat(probe.answers()).isFalse();
            // The first call and the two after it. A second call queued behind the first would be a fourth.
            assertThat(hanging.asked.get()).isLessThanOrEqualTo(3);
        }
    }

    /** Blocks every call until {@code end} is counted down. */
    private static final class Hanging implements Database {
        final CountDownLatch end = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public <T> T write(Durability durability, Function<SqlConnection, T> work) {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new LoginException(ErrorCode.STORE_UNAVAILABLE, "It has died meanwhile.");
        }

        @Override
        public <T> T read(Function<SqlConnection, T> work) {
            return write(work);
        }

        @Override
        public Dialect dialect() {
            return Dialect.POSTGRESQL;
        }

        @Override
        public DatabaseLoad load() {
            return new DatabaseLoad(1, 1, 0);
        }

        @Override
        public void migrate(String location, String history) {}

        @Override
        public SchemaState state(String location, String history) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
