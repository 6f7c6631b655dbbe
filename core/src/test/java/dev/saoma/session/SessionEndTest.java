package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.MovableClock;
import dev.saoma.Race;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the cache answers, and that an end is final. */
@Timeout(60)
class SessionEndTest {
    private final MovableClock clock = new MovableClock();

    private final Token secret = Token.random();

    private Counting store;

    private Sessions sessions;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new Counting(SqliteTemplate.store(folder));
        sessions = new Sessions(store, SessionLifetimes.DEFAULT, clock, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Cache {

        @Test
        void answersFor30Seconds() {
            insert(secret);
            sessions.check(secret);
            int asked = store.reads.get();
            clock.pass(Duration.ofSeconds(29));
            sessions.check(secret);

            assertThat(store.reads).hasValue(asked);
        }

        @Test
        void asksAgainAfter30Seconds() {
            insert(secret);
            sessions.check(secret);
            int asked = store.reads.get();
            clock.pass(Duration.ofSeconds(30));
            sessions.check(secret);

            assertThat(store.reads).hasValue(asked + 1);
        }

        @Test
        void doesNotRememberWhatWasNotThere() {
            sessions.check(secret);
            insert(secret);

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void mayBeSwitchedOff() {
            var always = new Sessions(store, life(Duration.ZERO), clock, clock);
            insert(secret);
            always.check(secret);
            store.write(tx -> tx.sessions().delete(secret.hash()));

            assertThat(always.check(secret)).isEmpty();
        }

        @Test
        void asksTheDatabaseOnceForManyAtATime() {
            insert(secret);
            int asked = store.reads.get();
            try (var race = new Race(16)) {
                race.run(i -> sessions.check(secret).isPresent());
            }

            assertThat(store.reads).hasValue(asked + 1);
        }

        private SessionLifetimes life(Duration cached) {
            return new SessionLifetimes(
                    SessionLifetimes.DEFAULT.idle(),
                    SessionLifetimes.DEFAULT.absolute(),
                    cached,
                    SessionLifetimes.DEFAULT.recent());
        }
    }

    @Nested
    class End {

        @Test
        void isSeenAtOnce() {
            insert(secret);
            sessions.check(secret);
            sessions.end(secret);

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void ofNothingIsFine() {
            sessions.end(secret);

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void inATransactionOfSomebodyElseIsToldToTheCache() {
            insert(secret);
            sessions.check(secret);
            store.write(tx -> tx.sessions().delete(secret.hash()));
            sessions.invalidate(List.of(secret.hash()));

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void isFinalWhateverChecksAreUnderWay() {
            store.slow = true;
            try (var race = new Race(4)) {
                for (int round = 0; round < 200; round++) {
                    Token one = Token.random();
                    insert(one);
                    race.run(i -> {
                        if (i > 0) {
                            return sessions.check(one);
                        }
                        sessions.end(one);
                        return sessions.check(one).isPresent();
                    });

                    assertThat(sessions.check(one)).as("round " + round).isEmpty();
                }
            }
        }

        @Test
        void isFinalForWhoeverAsksAfterIt() {
            store.slow = true;
            try (var race = new Race(4)) {
                for (int round = 0; round < 200; round++) {
                    Token one = Token.random();
                    insert(one);
                    List<Object> ends = race.run(i -> {
                        if (i > 0) {
                            return sessions.check(one).isPresent() ? "checked" : "gone";
                        }
                        sessions.end(one);
                        return sessions.check(one).isPresent() ? "let in" : "ended";
                    });

                    assertThat(ends).as("round " + round).contains("ended");
                }
            }
        }
    }

    private Session insert(Token token) {
        Instant now = clock.instant();
        var session = new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                token.hash(),
                new UserId("ann"),
                null,
                1,
                "MyWeChatLogin",
                "Firefox, Linux",
                Platform.WEB,
                now,
                now,
                now);
        return store.write(tx -> {
            tx.sessions().insert(session);
            return session;
        });
    }

    /** Counts, and dawdles after reading when told to, so that what was read may be stale. */
    private static final class Counting implements Store {
        private final Store store;
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();
        private volatile boolean slow;

        Counting(Store store) {
            this.store = store;
        }

        @Override
        public <T> T write(Function<Transaction, T> work) {
            writes.incrementAndGet();
            return store.write(work);
        }

        @Override
        public <T> T read(Function<Transaction, T> work) {
            reads.incrementAndGet();
            T found = store.read(work);
            if (slow) {
                dawdle();
            }
            return found;
        }

        private static void dawdle() {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
