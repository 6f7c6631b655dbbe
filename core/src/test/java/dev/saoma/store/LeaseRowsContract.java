package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.Race;
import dev.saoma.database.Database;
import dev.saoma.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link LeaseRows}, which choose the node that runs a periodic task. */
@Timeout(60)
public abstract class LeaseRowsContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String CHORE = "sweep";

    private Database database;
    private SqlStore store;

    /** Returns a database with tables but without a lease. */
    protected abstract Database database(Path folder);

    @BeforeEach
    void open(@TempDir Path folder) {
        database = database(folder);
        store = SqlStore.open(database, false);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isOneHoldersAtATime() {
        assertThat(take("a")).isTrue();

        assertThat(take("b")).isFalse();
        assertThat(take("a")).isTrue();
        assertThat(store.<Boolean>write(tx -> tx.leases().take("another chore", "b", HOUR)))
                .isTrue();
    }

    @Test
    void passesOnWhenItHasRunOut() {
        take("a");
        until("1");

        assertThat(take("b")).isTrue();
        assertThat(take("a")).isFalse();
    }

    @Test
    void lastsByTheDatabasesClock() {
        take("a");
        until("until_at - 3590000");
        assertThat(take("b")).isFalse();
        until("until_at - 20000");

        assertThat(take("b")).isTrue();
    }

    @Test
    void passesOnWhenTheClockWasSetBack() {
        take("a");
        until("until_at + 3600000");

        assertThat(take("b")).isTrue();
    }

    @Test
    void isHeldUntilItHasRunOut() {
        assertThat(isHeld()).isFalse();
        take("a");
        assertThat(isHeld()).isTrue();
        until("1");

        assertThat(isHeld()).isFalse();
    }

    @Test
    void isReleasedByItsHolderOnly() {
        take("a");
        store.run(tx -> tx.leases().release(CHORE, "b"));
        assertThat(isHeld()).isTrue();

        store.run(tx -> tx.leases().release(CHORE, "a"));

        assertThat(isHeld()).isFalse();
        assertThat(take("b")).isTrue();
    }

    @Test
    void isOneHoldersWhenManyWantItFirst() {
        try (var race = new Race(8)) {
            assertThat(race.run(i -> take("runner " + i)))
                    .filteredOn(taken -> taken.equals(true))
                    .hasSize(1);
        }
    }

    private boolean isHeld() {
        return store.read(tx -> tx.leases().isHeld(CHORE, HOUR));
    }

    private boolean take(String holder) {
        return store.write(tx -> tx.leases().take(CHORE, holder, HOUR));
    }

    private void until(String moment) {
        database.write(handle -> handle.execute("UPDATE saoma_lease SET until_at = " + moment));
    }
}
