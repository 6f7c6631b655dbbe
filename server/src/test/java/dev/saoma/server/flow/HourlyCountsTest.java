package dev.saoma.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums that are kept are those that the minutes have. */
class HourlyCountsTest {
    private final MovableClock clock = new MovableClock();
    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final HourlyCounts counts = new HourlyCounts(database, clock);

    @BeforeEach
    void migrate() {
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long minute() {
        return FlowCounts.Key.minute(clock.instant());
    }

    private void add(long minute, String node, long number) {
        var key = new FlowCounts.Key(minute, "MyWeChatLogin", "code", "ok");
        database.write(sql -> {
            new FlowRows(sql, database.dialect()).insert(node, Map.of(key, number));
            return true;
        });
    }

    private void deleteMinutes() {
        database.write(sql -> sql.execute("DELETE FROM saoma_flow_minute"));
    }

    private Instant ago(long minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    private long since(long minutes) {
        return counts.since(ago(minutes)).stream().mapToLong(FlowCount::number).sum();
    }

    @Test
    void sumsExactlyTheMinutesSinceAMoment() {
        for (long back = 1; back <= 3 * 24 * 60; back++) {
            add(minute() - back, back % 2 == 0 ? "one" : "two", 1);
        }

        for (long back : List.of(1L, 59L, 60L, 61L, 600L, 1_439L, 1_440L, 4_000L)) {
            assertThat(since(back)).as("%d minutes", back).isEqualTo(back);
        }
    }

    @Test
    void tellsTheFirstAndTheLastMinute() {
        add(minute() - 1_000, "one", 3);
        add(minute() - 1, "two", 4);

        assertThat(counts.since(ago(1_440))).singleElement().satisfies(count -> {
            assertThat(count.number()).isEqualTo(7);
            assertThat(FlowCounts.Key.minute(count.firstAt())).isEqualTo(minute() - 1_000);
            assertThat(FlowCounts.Key.minute(count.lastAt())).isEqualTo(minute() - 1);
        });
    }

    @Test
    void keepsHoursThatHaveEnded() {
        add(minute() - 600, "one", 3);
        add(minute() - 1, "one", 4);
        counts.sum();
        deleteMinutes();

        assertThat(since(1_440)).isEqualTo(3);
        clock.pass(Duration.ofDays(31));
        counts.sum();
        assertThat(since(40 * 24 * 60)).isZero();
    }

    @Test
    void sumsADayAtOnceTheNewestFirst() {
        add(minute() - 600, "one", 3);
        add(minute() - 29 * 24 * 60, "one", 5);
        counts.sum();
        deleteMinutes();

        assertThat(since(30 * 24 * 60)).isEqualTo(3);
    }

    @Test
    void sumsAtARequestWhatIsNotSummedYet() {
        add(minute() - 600, "one", 3);
        add(minute() - 29 * 24 * 60, "one", 5);
        assertThat(since(30 * 24 * 60)).isEqualTo(8);
        deleteMinutes();

        assertThat(since(30 * 24 * 60)).isEqualTo(8);
    }

    @Test
    void areToldApartByHour() {
        clock.pass(Duration.ofMinutes(60 - minute() % 60 + 30));
        long hour = Math.floorDiv(minute(), 60L) * 60;
        add(hour - 100, "one", 1);
        add(hour - 60, "one", 2);
        add(hour - 1, "two", 3);
        add(hour, "one", 4);
        add(hour + 10, "two", 5);

        assertThat(counts.parts(ago(30 + 110)).entrySet().stream()
                        .filter(part -> !part.getValue().isEmpty())
                        .map(part -> part.getKey() - hour + " "
                                + part.getValue().stream()
                                        .mapToLong(FlowCount::number)
                                        .sum()))
                .containsExactly("-110 1", "-60 5", "0 9");
    }

    @Test
    void waitsForNodesThatStoreAnHourLate() {
        clock.pass(Duration.ofMinutes(60 - minute() % 60 + 9));
        counts.sum();
        add(minute() - 10, "late", 5);

        assertThat(since(120)).isEqualTo(5);
    }

    @Test
    void forgetsTheHoursOfAClockThatWasAhead() {
        clock.pass(Duration.ofHours(5));
        counts.sum();
        clock.pass(Duration.ofHours(-5));
        counts.sum();
        add(minute(), "one", 2);
        clock.pass(Duration.ofHours(3));

        assertThat(since(1_440)).isEqualTo(2);
    }
}
