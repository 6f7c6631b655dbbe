package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
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

    private CountingStore store;

    private Sessions sessions;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new CountingStore(SqliteTemplate.store(folder));
        sessions = new Sessions(store, SessionLifetimes.DEFAULT, clock, clock::nanos);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Life {

        @Test
        void beginsWhenTheRowIsThere() {
            Signed.in(store, clock.instant(), secret);

            assertThat(sessions.check(secret)).map(Session::user).contains(new UserId("ann"));
        }

        @Test
        void isNotThereForAnotherSecret() {
            Signed.in(store, clock.instant(), secret);

            assertThat(sessions.check(Token.random())).isEmpty();
        }

        @Test
        void endsWhenItIsNotUsedFor30Minutes() {
            Signed.in(store, clock.instant(), secret);
            clock.pass(Duration.ofMinutes(30));

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void lastsAMillisecondLessThan30Minutes() {
            Signed.in(store, clock.instant(), secret);
            clock.pass(Duration.ofMinutes(30).minusMillis(1));

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void isProlongedByUse() {
            Signed.in(store, clock.instant(), secret);
            useFor(Duration.ofHours(2));

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void endsAfter12HoursHoweverMuchItIsUsed() {
            Signed.in(store, clock.instant(), secret);
            useFor(Duration.ofHours(12));

            assertThat(sessions.check(secret)).isEmpty();
        }

        @Test
        void endsOnTimeAlsoInTheCache() {
            Signed.in(store, clock.instant(), secret);
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
            Signed.in(store, clock.instant(), secret);
            int written = store.writes.get();
            for (int second = 0; second < 60 * 5; second++) {
                clock.pass(Duration.ofSeconds(1));
                sessions.check(secret);
            }

            assertThat(store.writes.get() - written).isBetween(3, 5);
        }

        @Test
        void isNotWrittenWithinTheFirstMinute() {
            Signed.in(store, clock.instant(), secret);
            int written = store.writes.get();
            clock.pass(Duration.ofSeconds(59));
            sessions.check(secret);

            assertThat(store.writes).hasValue(written);
        }

        @Test
        void isAnsweredAsItWasWritten() {
            Signed.in(store, clock.instant(), secret);
            clock.pass(Duration.ofMinutes(2));

            assertThat(sessions.check(secret)).map(Session::lastSeenAt).contains(clock.instant());
        }
    }

    @Nested
    class Recent {

        @Test
        void isASignInOfTheLast10Minutes() {
            Session session = Signed.in(store, clock.instant(), secret);
            clock.pass(Duration.ofMinutes(10).minusMillis(1));

            assertThat(sessions.recent(session.authenticatedAt())).isTrue();
        }

        @Test
        void isNoSignInOf10MinutesAgo() {
            Session session = Signed.in(store, clock.instant(), secret);
            clock.pass(Duration.ofMinutes(10));

            assertThat(sessions.recent(session.authenticatedAt())).isFalse();
        }
    }

    /** Within the idle time, because a session that has ended by its age is not used any more. */
    @Test
    void sweepsWhatHasEndedByItsAge() {
        Session session = Signed.in(store, clock.instant(), secret);
        for (int minute = 0; minute < 12 * 60; minute += 10) {
            clock.pass(Duration.ofMinutes(10));
            sessions.check(secret);
        }
        assertThat(sessions.check(secret)).isEmpty();
        assertThat(Duration.between(session.createdAt(), clock.instant())).isEqualTo(Duration.ofHours(12));
        clock.pass(Duration.ofMinutes(30));

        int swept = store.write(tx -> sessions.sweep(tx.sessions(), clock.instant(), 10));
        assertThat(swept).isEqualTo(1);
    }

    @Test
    void sweepsWhatHasEndedByItself() {
        Signed.in(store, clock.instant(), secret);
        clock.pass(Duration.ofMinutes(30));

        int swept = store.write(tx -> sessions.sweep(tx.sessions(), clock.instant(), 10));
        assertThat(swept).isEqualTo(1);
    }
}
