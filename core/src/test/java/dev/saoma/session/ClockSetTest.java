package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of the system clock changes no duration. */
class ClockSetTest {
    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final Sessions sessions = new Sessions(
            store,
            SessionLifetimes.DEFAULT,
            clock,
            clock::nanos,
            session -> {
                asked.incrementAndGet();
                return true;
            },
            Revocations.none());
    private final Token secret = Signed.in(store, clock.instant());

    @ParameterizedTest
    @ValueSource(strings = {"-PT10M", "-PT1S", "PT0S", "PT10M", "-P365D"})
    void letsTheCacheAnswerForAsLongAsBefore(Duration set) {
        sessions.check(secret);
        // Another node ends the session.
        store.write(tx -> tx.sessions().delete(secret.hash()));
        clock.setBy(set);
        clock.pass(SessionLifetimes.DEFAULT.cached());

        assertThat(sessions.check(secret)).isEmpty();
    }

    @Test
    void endsNoSessionInUseWhenItIsSetForwardByLessThanIdle() {
        for (int time = 0; time < 10; time++) {
            sessions.check(secret);
            clock.setBy(Duration.ofMinutes(29));
            assertThat(sessions.check(secret)).isPresent();
            clock.pass(Duration.ofMinutes(2));
            assertThat(sessions.check(secret)).as("time %s", time).isPresent();
        }
    }

    @Test
    void asksTheDirectoriesOnceAMinuteAfterItWasSetBack() {
        clock.setBy(Duration.ofMinutes(-10));
        sessions.check(secret);
        assertThat(asked).hasValue(1);
        for (int minute = 1; minute < 10; minute++) {
            clock.pass(Duration.ofMinutes(1));
            sessions.check(secret);
        }

        assertThat(asked).hasValue(10);
    }

    @Test
    void lengthensNoIdleTimeAfterTheNextUseWhenItIsSetBack() {
        clock.setBy(Duration.ofMinutes(-10));
        Instant used = clock.instant();

        assertThat(sessions.check(secret)).map(Session::lastSeenAt).contains(used);
        Optional<Session> row = store.read(tx -> tx.sessions().byHash(secret.hash()));
        assertThat(row).map(Session::lastSeenAt).contains(used);
    }
}
