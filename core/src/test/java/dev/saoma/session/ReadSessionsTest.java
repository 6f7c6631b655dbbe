package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions whose rows a caller has read. */
@Timeout(60)
class ReadSessionsTest {
    private final MovableClock clock = new MovableClock();
    private final Token secret = Token.random();
    private CountingStore store;
    private Sessions sessions;
    private volatile boolean isValid = true;
    private int asked;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new CountingStore(SqliteTemplate.store(folder));
        sessions =
                new Sessions(store, SessionLifetimes.DEFAULT, clock, clock::nanos, this::isValid, Revocations.none());
        Signed.in(store, clock.instant(), secret);
    }

    private boolean isValid(Session session) {
        asked++;
        return isValid;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void areConfirmedWhileTheyLive() {
        clock.pass(Duration.ofMinutes(30).minusMillis(1));

        assertThat(confirm()).isPresent();
    }

    @Test
    void areNotConfirmedAfterTheirIdleEnd() {
        clock.pass(Duration.ofMinutes(30));

        assertThat(confirm()).isEmpty();
    }

    @Test
    void areNotProlongedByBeingConfirmed() {
        clock.pass(Duration.ofMinutes(29));
        confirm();
        clock.pass(Duration.ofMinutes(1));

        assertThat(confirm()).isEmpty();
    }

    @Test
    void areProlongedByUse() {
        clock.pass(Duration.ofMinutes(29));
        use();
        clock.pass(Duration.ofMinutes(29));

        assertThat(confirm()).isPresent();
        assertThat(sessions.check(secret)).isPresent();
    }

    @Test
    void endAfter12HoursHoweverMuchTheyAreUsed() {
        for (int i = 0; i < 48; i++) {
            assertThat(use()).isPresent();
            clock.pass(Duration.ofMinutes(15));
        }

        assertThat(use()).isEmpty();
    }

    @Test
    void areNotUsedAfterTheirIdleEnd() {
        clock.pass(Duration.ofMinutes(30));

        assertThat(use()).isEmpty();
    }

    @Test
    void askTheDirectoriesOnceAMinuteWhenConfirmed() {
        clock.pass(Duration.ofMinutes(1));
        confirm();
        confirm();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void askTheDirectoriesAtEveryUse() {
        use();
        use();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void endWhenTheirUserIsNotValid() {
        Session row = row().orElseThrow();
        isValid = false;

        assertThat(sessions.use(row)).isEmpty();
        assertThat(row()).isEmpty();
    }

    @Test
    void endWithinAMinuteWhenTheirUserIsNotValid() {
        Session row = row().orElseThrow();
        isValid = false;
        clock.pass(Duration.ofMinutes(1));

        assertThat(sessions.confirm(row)).isEmpty();
        assertThat(row()).isEmpty();
    }

    private Optional<Session> confirm() {
        return row().flatMap(sessions::confirm);
    }

    private Optional<Session> use() {
        return row().flatMap(sessions::use);
    }

    private Optional<Session> row() {
        return store.read(tx -> tx.sessions().byHash(secret.hash()));
    }
}
