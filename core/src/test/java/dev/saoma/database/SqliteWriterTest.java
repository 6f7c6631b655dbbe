package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.saoma.Race;
import dev.saoma.error.LoginException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SqliteWriterTest extends SqliteWriters {
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
}
