package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.ServerDatabase;
import dev.saoma.database.TestServer;
import dev.saoma.durability.Durability;
import dev.saoma.identity.AppId;
import dev.saoma.secret.Token;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.store.Ticket;
import dev.saoma.store.Transaction;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one database: only one of them deletes expired rows. */
@Timeout(120)
class TwoSweepersTest {
    private static final int EXPIRED = 600;

    private final MovableClock clock = new MovableClock();

    @Test
    void sweepInTurnOnPostgresql() {
        sweepInTurnAndNotTogether(TestServer.POSTGRESQL);
    }

    @Test
    @Tag("full")
    void sweepInTurnOnMariaDb() {
        sweepInTurnAndNotTogether(TestServer.MARIADB);
    }

    private void sweepInTurnAndNotTogether(TestServer server) {
        try (ServerDatabase database = server.migrated()) {
            var one = new Watched(SqlStore.open(database, false));
            var other = new Watched(SqlStore.open(database, false));
            try (var first = sweeper(one);
                    var second = sweeper(other);
                    var race = new Race(2)) {
                expire(one);
                race.run(i -> sweep(i == 0 ? first : second));
                assertThat(left(one)).isZero();
                assertThat(List.of(one.swept, other.swept)).containsExactlyInAnyOrder(EXPIRED, 0);

                expire(one);
                Watched idle = one.swept == 0 ? one : other;
                sweep(idle == one ? first : second);
                assertThat(idle.swept).isZero();
                assertThat(left(one)).isEqualTo(EXPIRED);

                // The other node has stopped, and its lease has expired.
                database.write(handle -> handle.execute("UPDATE saoma_lease SET until_at = 1"));
                sweep(idle == one ? first : second);
                assertThat(idle.swept).isEqualTo(EXPIRED);
            }
        }
    }

    private ExpirySweeper sweeper(Store store) {
        return new ExpirySweeper(
                store, new Sessions(store, SessionLifetimes.DEFAULT, clock, clock::nanos), clock, clock::nanos);
    }

    private static Object sweep(ExpirySweeper sweeper) {
        sweeper.sweep();
        return true;
    }

    private void expire(Watched store) {
        store.delegate.write(tx -> {
            for (int i = 0; i < EXPIRED; i++) {
                tx.tickets()
                        .put(new Ticket(
                                Token.random().hash(),
                                Ticket.Kind.ATTEMPT,
                                null,
                                "{}",
                                null,
                                new AppId("wx1"),
                                null,
                                clock.instant().minus(Duration.ofSeconds(1))));
            }
            return true;
        });
    }

    /** Number of remaining rows of {@link #expire}, counted by a sweep that is rolled back. */
    private int left(Watched store) {
        int[] left = {0};
        try {
            store.delegate.write(tx -> {
                left[0] = tx.tickets().sweep(clock.instant(), EXPIRED * 2);
                throw new TakenBack();
            });
        } catch (TakenBack e) {
            return left[0];
        }
        throw new AssertionError("it was kept");
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Sums the results of a node's writes, which are numbers of deleted rows. */
    private static final class Watched implements Store {
        private final Store delegate;
        private volatile int swept;

        Watched(Store delegate) {
            this.delegate = delegate;
        }

        @Override
        public <T> T write(Durability durability, Function<Transaction, T> work) {
            T result = delegate.write(durability, work);
            swept += result instanceof Integer rows ? rows : 0;
            return result;
        }

        @Override
        public <T> T read(Function<Transaction, T> work) {
            return delegate.read(work);
        }

        @Override
        public void close() {}
    }
}
