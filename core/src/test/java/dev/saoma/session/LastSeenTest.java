package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Recording the last use of a session. A failure to record it does not end the session. */
class LastSeenTest {
    private final MovableClock clock = new MovableClock();
    private final ReadOnly store = new ReadOnly();
    private final Token secret = Signed.in(store, clock.instant());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LastSeen.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource({"PT30M, PT28M59.999S", "PT2M, PT59.999S", "PT30M, PT30S", "PT2M, PT0S"})
    void keepsASessionInConstantUseHoweverLongTheCacheMayAnswer(Duration idle, Duration cached) {
        var sessions = sessions(idle, cached);
        for (int second = 0; second < idle.toSeconds() * 3; second++) {
            assertThat(sessions.check(secret)).as("second %s", second).isPresent();
            clock.pass(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatCannotBeWrittenIsNoRefusal(boolean ofOurs) {
        store.readOnly = true;
        store.ofOurs = ofOurs;
        var sessions = sessions(Duration.ofMinutes(30), Duration.ofSeconds(2));
        for (int second = 0; second < 2 * 60 * 60; second += 5) {
            assertThat(sessions.check(secret)).as("second %s", second).isPresent();
            clock.pass(Duration.ofSeconds(5));
        }
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(log.list).hasSizeBetween(60, 121);

        store.readOnly = false;
        clock.pass(Duration.ofMinutes(1));
        sessions.check(secret);
        Optional<Session> row = store.read(tx -> tx.sessions().byHash(secret.hash()));
        assertThat(row).map(Session::lastSeenAt).contains(clock.instant());
    }

    @Test
    void thatCannotBeWrittenIsNotTriedByEveryRequest() {
        store.readOnly = true;
        var sessions = sessions(Duration.ofMinutes(30), Duration.ZERO);
        clock.pass(Duration.ofMinutes(2));
        Token other = Signed.in(store.delegate, clock.instant().minus(Duration.ofMinutes(2)));
        for (int i = 0; i < 1_000; i++) {
            assertThat(sessions.check(i % 2 == 0 ? secret : other)).isPresent();
        }

        assertThat(store.tried).isEqualTo(1);
    }

    @Test
    void endsAsBeforeWhenItIsNotUsed() {
        store.readOnly = true;
        var sessions = sessions(Duration.ofMinutes(30), Duration.ofSeconds(2));
        clock.pass(Duration.ofMinutes(29));
        assertThat(sessions.check(secret)).isPresent();
        clock.pass(Duration.ofMinutes(30));

        assertThat(sessions.check(secret)).isEmpty();
    }

    /** The end of the session cannot be written either. */
    @Test
    void refusesASessionThatDoesNotStand() {
        var sessions = new Sessions(
                store, SessionLifetimes.DEFAULT, clock, clock::nanos, session -> false, Revocations.none());
        store.readOnly = true;
        clock.pass(Duration.ofMinutes(2));

        assertThat(sessions.check(secret)).isEmpty();
        assertThat(sessions.check(secret)).isEmpty();
    }

    private Sessions sessions(Duration idle, Duration cached) {
        return new Sessions(
                store,
                new SessionLifetimes(idle, Duration.ofHours(12), cached, Duration.ofMinutes(10)),
                clock,
                clock::nanos);
    }

    /** Refuses writes while {@code readOnly}, as a database does when its disk is full. */
    private static final class ReadOnly implements Store {
        private final MemoryStore delegate = new MemoryStore();
        private boolean readOnly;
        private boolean ofOurs = true;
        private int tried;

        @Override
        public <T> T write(Durability durability, Function<Transaction, T> work) {
            if (!readOnly) {
                return delegate.write(durability, work);
            }
            tried++;
            throw ofOurs
                    ? new LoginException(ErrorCode.STORE_UNAVAILABLE, "The database is full.")
                    : new IllegalStateException("read-only");
        }

        @Override
        public <T> T read(Function<Transaction, T> work) {
            return delegate.read(work);
        }

        @Override
        public void close() {}
    }
}
