package dev.saoma.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.error.ErrorCode;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowHistoryTest {
    private final MovableClock clock = new MovableClock();
    private final FlowRecorder recorder = new FlowRecorder(clock, clock::nanos);
    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final FlowHistory history = new FlowHistory(database, recorder, clock);

    @BeforeEach
    void migrate() {
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
    }

    @AfterEach
    void close() {
        history.close();
        database.close();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            recorder.refused(ErrorCode.RATE_LIMITED, Optional.of("MyWeChatLogin"));
        }
    }

    private List<StoredFailure> failures() {
        return history.failures(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 1_000);
    }

    private long counted() {
        return history.counts(Instant.EPOCH).stream()
                .mapToLong(FlowCount::number)
                .sum();
    }

    @Test
    void storesTwentyFailuresATimeAndCountsAll() {
        fail(100);
        history.store(true);

        assertThat(failures()).hasSize(20);
        assertThat(counted()).isEqualTo(100);
    }

    @Test
    void keepsFailuresForSevenDaysAndCountsForThirty() {
        fail(1);
        history.store(true);
        clock.pass(Duration.ofDays(7).minusMinutes(1));
        history.sweep();
        assertThat(failures()).hasSize(1);

        clock.pass(Duration.ofMinutes(2));
        history.sweep();
        assertThat(failures()).isEmpty();
        assertThat(counted()).isEqualTo(1);

        // Sums are of whole hours, which are taken ten minutes later.
        clock.pass(Duration.ofDays(23).plusHours(3));
        history.sweep();
        assertThat(counted()).isZero();
    }

    @Test
    void losesWhatTheDatabaseDoesNotTakeAndGoesOn() {
        database.write(sql -> sql.execute("ALTER TABLE saoma_flow_failure RENAME TO away"));
        fail(1);
        history.store(true);
        database.write(sql -> sql.execute("ALTER TABLE away RENAME TO saoma_flow_failure"));
        fail(1);
        history.store(true);

        assertThat(failures()).hasSize(1);
    }
}
