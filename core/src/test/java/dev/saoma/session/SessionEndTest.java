package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.Race;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.secret.Token;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the session cache; the end of a session is final. */
@Timeout(60)
class SessionEndTest {
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
    class Cache {

        @Test
        void answersFor30Seconds() {
            Signed.in(store, clock.instant(), secret);
            sessions.check(secret);
            int asked = store.reads.get();
            clock.pass(Duration.ofSeconds(29));
            sessions.check(secret);

            assertThat(store.reads).hasValue(asked);
        }

        @Test
        void asksAgainAfter30Seconds() {
            Signed.in(store, clock.instant(), secret);
            sessions.check(secret);
            int asked = store.reads.get();
            clock.pass(Duration.ofSeconds(30));
            sessions.check(secret);

            assertThat(store.reads).hasValue(asked + 1);
        }

        @Test
        void doesNotRememberWhatWasNotThere() {
            sessions.check(secret);
            Signed.in(store, clock.instant(), secret);

            assertThat(sessions.check(secret)).isPresent();
        }

        @Test
        void mayBeSwitchedOff() {
            var always = new Sessions(store, life(Duration.ZERO), clock, clock::nanos);
            Signed.in(store, clock.instant(), secret);
            always.check(secret);
            store.write(tx -> tx.sessions().delete(secret.hash()));

            assertThat(always.check(secret)).isEmpty();
        }

        @Test
        void asksTheDatabaseOnceForManyAtATime() {
            Signed.in(store, clock.instant(), secret);
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
            Signed.in(store, clock.instant(), secret);
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
            Signed.in(store, clock.instant(), secret);
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
                    Signed.in(store, clock.instant(), one);
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
                    Signed.in(store, clock.instant(), one);
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
}
