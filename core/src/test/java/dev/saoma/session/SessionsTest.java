package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.MovableClock;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionsTest {
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
    class Life {

        @Test
        void beginsWhenTheRowIsThere() {
            insert(secret);

            assertThat(sessions.check(secret)).map(Session::user).contains(new UserId("ann"));
        }

        @Test
        void isNotThereForAnotherSecret() {
            insert(secret);

            assertThat(sessions.check(Token.random())).isEmpty();
        }

        @Test
        void endsWhenItIsNotUsedFor30Minutes() {
            insert(secret);
            clock.pass(Duration.ofMinutes(30));

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void lastsAMillisecondLessThan30Minutes() {
            insert(secret);
            clock.pass(Duration.ofMinutes(30).minusMillis(1));

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void isProlongedByUse() {
            insert(secret);
            useFor(Duration.ofHours(2));

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void endsAfter12HoursHoweverMuchItIsUsed() {
            insert(secret);
            useFor(Duration.ofHours(12));

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void endsOnTimeAlsoInTheCache() {
            insert(secret);
            clock.pass(Duration.ofMinutes(30).minusMillis(1));
            sessions.check(secret);
            useFor(Duration.ofHours(12).minus(Duration.ofMinutes(30)));
            clock.pass(Duration.ofMillis(1));

            assertThat(sessions.check(secret)).isEmpty();
        }

        private void useFor(Duration duration) {
            for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plusMinutes(10)) {
                clock.pass(Duration.ofMinutes(10));
                sessions.check(secret);
            }
        }
    }

    @Nested
    class LastSeen {

        @Test
        void isWrittenAtMostOnceAMinute() {
            insert(secret);
            int written = store.writes.get();
            for (int second = 0; second < 60 * 5; second++) {
                clock.pass(Duration.ofSeconds(1));
                sessions.check(secret);
            }

            assertThat(store.writes.get() - written).isBetween(3, 5);
        }

        @Test
        void isNotWrittenWithinTheFirstMinute() {
            insert(secret);
            int written = store.writes.get();
            clock.pass(Duration.ofSeconds(59));
            sessions.check(secret);

            assertThat(store.writes).hasValue(written);
        }

        @Test
        void isAnsweredAsItWasWritten() {
            insert(secret);
            clock.pass(Duration.ofMinutes(2));

            assertThat(sessions.check(secret)).map(Session::lastSeenAt).contains(clock.instant());
        }
    }

    @Nested
    class Recent {

        @Test
        void isASignInOfTheLast10Minutes() {
            Session session = insert(secret);
            clock.pass(Duration.ofMinutes(10).minusMillis(1));

            assertThat(sessions.recent(session.authenticatedAt())).isTrue();
        }

        @Test
        void isNoSignInOf10MinutesAgo() {
            Session session = insert(secret);
            clock.pass(Duration.ofMinutes(10));

            assertThat(sessions.recent(session.authenticatedAt())).isFalse();
        }
    }

    @Test
    void sweepsWhatHasEndedByItself() {
        insert(secret);
        clock.pass(Duration.ofMinutes(30));

        int swept = store.write(tx -> sessions.sweep(tx.sessions(), clock.instant(), 10));
        assertThat(swept).isEqualTo(1);
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
