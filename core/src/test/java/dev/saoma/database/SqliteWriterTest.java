package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.Race;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SqliteWriterTest {
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(folder.resolve("x.db"));
        database.write(handle -> handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersWhatTheWorkAnswers() {
        assertThat(database.<String>write(handle -> "done")).isEqualTo("done");
    }

    @Test
    void showsReadersWhatWasWritten() {
        insert(1);

        assertThat(ids()).containsExactly(1);
    }

    @Test
    void keepsEveryWriteOfManyThreads() {
        try (var race = new Race(32)) {
            race.run(i -> insert(i));
        }

        assertThat(ids()).hasSize(32);
    }

    @Nested
    class ATaskThatFails {

        @Test
        void leavesNothingBehind() {
            assertThatIllegalStateException().isThrownBy(() -> fail(1));

            assertThat(ids()).isEmpty();
        }

        @Test
        void throwsWhatItThrew() {
            assertThatIllegalStateException().isThrownBy(() -> fail(1)).withMessage("on purpose");
        }

        @Test
        void throwsAnErrorAsItIs() {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> database.write(handle -> {
                        throw new StackOverflowError("on purpose");
                    }));
        }

        @Test
        void isStoreUnavailableWhenTheDatabaseFails() {
            assertUnavailable(() -> database.write(handle -> handle.execute("INSERT INTO nowhere VALUES (1)")));
        }

        @Test
        void doesNotStopTheNext() {
            assertThatIllegalStateException().isThrownBy(() -> fail(1));
            insert(1);

            assertThat(ids()).containsExactly(1);
        }

        @Test
        void thatEndsTheTransactionItselfIsStoreUnavailable() {
            assertUnavailable(() -> database.write(handle -> handle.execute("ROLLBACK")));
        }

        @Test
        void thatEndsTheTransactionItselfDoesNotStopTheNext() {
            assertUnavailable(() -> database.write(handle -> handle.execute("ROLLBACK")));
            insert(1);

            assertThat(ids()).containsExactly(1);
        }
    }

    @Nested
    class Closed {

        @Test
        void refusesToWrite() {
            database.close();

            assertUnavailable(() -> database.write(handle -> 1));
        }

        @Test
        void refusesToRead() {
            database.close();

            assertUnavailable(() -> database.read(handle -> 1));
        }

        @Test
        void mayBeClosedAgain() {
            database.close();
            database.close();

            assertUnavailable(() -> database.read(handle -> 1));
        }

        @Test
        void answersEveryoneWhoWasWaiting() {
            var ends = new ArrayList<CompletableFuture<Long>>();
            for (int i = 0; i < 50; i++) {
                int id = i;
                ends.add(later(() -> (long) insert(id)));
            }
            database.close();

            assertThat(ends)
                    .allSatisfy(end -> assertThat(end.handle((id, e) -> e == null || e instanceof LoginException))
                            .succeedsWithin(java.time.Duration.ofSeconds(10))
                            .isEqualTo(true));
        }
    }

    @Test
    void readersCannotWrite() {
        assertUnavailable(() -> database.read(handle -> handle.execute("INSERT INTO t VALUES (1)")));
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThat(catchThrowableOfType(LoginException.class, work))
                .isNotNull()
                .extracting(LoginException::code)
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    private int insert(int id) {
        return database.write(handle -> handle.execute("INSERT INTO t VALUES (?)", id));
    }

    private Object fail(int id) {
        return database.write(handle -> {
            handle.execute("INSERT INTO t VALUES (?)", id);
            throw new IllegalStateException("on purpose");
        });
    }

    private List<Integer> ids() {
        return database.read(handle -> handle.createQuery("SELECT id FROM t ORDER BY id")
                .mapTo(Integer.class)
                .list());
    }

    private static <T> CompletableFuture<T> later(java.util.function.Supplier<T> work) {
        var end = new CompletableFuture<T>();
        var thread = new Thread(() -> {
            try {
                end.complete(work.get());
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(null, work, "waiting", 64 * 1024);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
        return thread;
    }

    private static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
