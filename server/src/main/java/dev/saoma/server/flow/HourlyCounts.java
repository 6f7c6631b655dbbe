package dev.saoma.server.flow;

import dev.saoma.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The counts of all nodes. Keeps the sums of the hours of a day that have ended, since a day of minutes may have a hundred thousand
 * rows. Thread-safe.
 */
final class HourlyCounts {
    private static final long HOUR = 60;
    private static final int HOURS = 25;

    /** Nodes store a minute when it has ended; their clocks differ by less. */
    private static final long LATE = 10;

    private static final Comparator<FlowCount> BY_NAME = Comparator.comparing(FlowCount::instance)
            .thenComparing(FlowCount::step)
            .thenComparing(FlowCount::outcome);

    private final Database database;
    private final Clock clock;
    private final ConcurrentSkipListMap<Long, List<FlowCount>> hours = new ConcurrentSkipListMap<>();

    HourlyCounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Sums the hours that have ended. What is not done yet is done for the first request. */
    void sum() {
        for (long hour = firstKept(); hour < firstOpen(); hour++) {
            ended(hour);
        }
        hours.headMap(firstKept()).clear();
        // Of a clock that was ahead.
        hours.tailMap(firstOpen()).clear();
    }

    /** Returns how often each step ended how since a moment, sorted by name. */
    List<FlowCount> since(Instant since) {
        long from = FlowCounts.Key.minute(since);
        // The first hour of which all minutes are asked for.
        long first = Math.max(Math.floorDiv(from + HOUR - 1, HOUR), firstKept());
        long open = Math.max(first, firstOpen());
        var all = new ArrayList<>(between(from, first * HOUR));
        for (long hour = first; hour < open; hour++) {
            all.addAll(ended(hour));
        }
        all.addAll(between(open * HOUR, Long.MAX_VALUE));
        Map<FlowCount, FlowCount> sums = new TreeMap<>(BY_NAME);
        all.forEach(count -> sums.merge(count, count, FlowCount::and));
        return List.copyOf(sums.values());
    }

    private List<FlowCount> ended(long hour) {
        List<FlowCount> known = hours.get(hour);
        if (known == null) {
            known = between(hour * HOUR, (hour + 1) * HOUR);
            hours.put(hour, known);
        }
        return known;
    }

    private List<FlowCount> between(long from, long to) {
        return from >= to ? List.of() : database.read(sql -> new FlowRows(sql, database.dialect()).counts(from, to));
    }

    private long firstOpen() {
        return Math.floorDiv(FlowCounts.Key.minute(clock.instant()) - LATE, HOUR);
    }

    private long firstKept() {
        return firstOpen() - HOURS;
    }
}
