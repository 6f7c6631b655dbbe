package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.Race;
import dev.saoma.error.LoginException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many concurrent writers. */
@Timeout(30)
class SqliteGroupTest extends SqliteWriters {
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
            waiting.forEach(SqliteWriters::end);

            // While one task ran, no reader saw rows of the others, so there was no commit between them.
            assertThat(seen).hasSize(20).containsOnly(0);
        }

        @Test
        void losesNothingToOneOfItsTasksThatFails() {
            try (var race = new Race(16)) {
                race.run(i -> i % 4 == 0 ? fail(i) : insert(i));
            }

            assertThat(ids()).hasSize(12).noneMatch(id -> id % 4 == 0);
        }

        private int insertAndLook(SqlConnection handle, int id) {
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

        @Tag("full")
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

    /** Waits until the thread is blocked. */
    static void settle(Thread thread) {
        while (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW) {
            Thread.yield();
        }
    }

    static long hold(CountDownLatch started, CountDownLatch go) {
        started.countDown();
        join(go);
        return 0;
    }
}
