package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.Race;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many writers at a time. */
@Timeout(30)
class SqliteGroupTest {
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

    @Nested
    class AGroup {

        @Test
        void isCommittedAsOne() {
            var started = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            later(() -> database.write(handle -> hold(started, go)));
            join(started);
            List<Integer> seen = new CopyOnWriteArrayList<>();
            List<Thread> waiting = IntStream.range(0, 20)
                    .mapToObj(id -> thread(() -> seen.add(database.write(handle -> insertAndLook(handle, id)))))
                    .toList();
            waiting.forEach(SqliteGroupTest::settle);
            go.countDown();
            waiting.forEach(SqliteGroupTest::end);

            // While one of them ran, no reader saw any of the others: there was no commit between them.
            assertThat(seen).hasSize(20).containsOnly(0);
        }

        @Test
        void losesNothingToOneOfItsTasksThatFails() {
            try (var race = new Race(16)) {
                race.run(i -> i % 4 == 0 ? fail(i) : insert(i));
            }

            assertThat(ids()).hasSize(12).noneMatch(id -> id % 4 == 0);
        }

        private int insertAndLook(Handle handle, int id) {
            handle.execute("INSERT INTO t VALUES (?)", id);
            return ids().size();
        }
    }

    @Nested
    class UnderLoad {

        @Test
        void refusesMoreThanItsQueueHolds() {
            var started = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var first = later(() -> database.write(handle -> hold(started, go)));
            join(started);
            IntStream.range(0, 4_096)
                    .mapToObj(i -> thread(() -> database.write(handle -> 1L)))
                    .toList()
                    .forEach(SqliteGroupTest::settle);

            LoginException refusal = catchThrowableOfType(LoginException.class, () -> database.write(handle -> 1));
            go.countDown();
            first.exceptionally(late -> 0L).join();

            assertThat(refusal).extracting(LoginException::note).isEqualTo("the writer's queue is full");
        }

        @Test
        void tellsACallerWithin5SecondsThatItWaitsTooLong() {
            var started = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var first = later(() -> database.write(handle -> hold(started, go)));
            join(started);

            assertUnavailable(() -> insert(1));
            go.countDown();
            first.exceptionally(late -> 0L).join();
        }
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

    /** Waits until it waits. */
    private static void settle(Thread thread) {
        while (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW) {
            Thread.yield();
        }
    }

    private static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long hold(CountDownLatch started, CountDownLatch go) {
        started.countDown();
        join(go);
        return 0;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
