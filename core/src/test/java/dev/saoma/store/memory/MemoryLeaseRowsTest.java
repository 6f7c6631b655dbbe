package dev.saoma.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.store.LeaseRows;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryLeaseRowsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MovableClock clock = new MovableClock();
    private final LeaseRows leases = new MemoryLeaseRows(new Undo(), clock::nanos);

    @Test
    void isOneHoldersAtATime() {
        assertThat(leases.take("task", "a", HOUR)).isTrue();

        assertThat(leases.take("task", "b", HOUR)).isFalse();
        assertThat(leases.take("task", "a", HOUR)).isTrue();
        assertThat(leases.take("another", "b", HOUR)).isTrue();
        assertThat(leases.isHeld("task", HOUR)).isTrue();
    }

    @Test
    void passesOnWhenItHasRunOut() {
        leases.take("task", "a", HOUR);
        clock.pass(HOUR);

        assertThat(leases.isHeld("task", HOUR)).isFalse();
        assertThat(leases.take("task", "b", HOUR)).isTrue();
    }

    @Test
    void isReleasedByItsHolderOnly() {
        leases.take("task", "a", HOUR);
        leases.release("task", "b");
        assertThat(leases.isHeld("task", HOUR)).isTrue();

        leases.release("task", "a");

        assertThat(leases.take("task", "b", HOUR)).isTrue();
    }
}
