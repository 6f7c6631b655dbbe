package dev.saoma.server.flow;

import dev.saoma.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;

/**
 * The counts of all nodes. Keeps the sums of the hours of 30 days that have ended, since a day of minutes may have a hundred thousand
 * rows. Thread-safe.
 */
final class HourlyCounts {
    private static final long HOUR = 60;
    private static final int HOURS = 30 * 24 + 1;

    /** Hours that are summed at once; the thread that calls has other work too. */
    private static final int AT_ONCE = 24;

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

    /** Sums a day of the hours that have ended, the newest first. What is not done yet is done for the first request. */
    void sum() {
        LongStream.iterate(firstOpen() - 1, hour -> hour >= firstKept(), hour -> hour - 1)
                .filter(hour -> !hours.containsKey(hour))
                .limit(AT_ONCE)
                .forEach(this::ended);
        hours.headMap(firstKept()).clear();
        // Of a clock that was ahead.
        hours.tailMap(firstOpen()).clear();
    }

    /** Returns how often each step ended how since a moment, sorted by name. */
    List<FlowCount> since(Instant since) {
        Map<FlowCount, FlowCount> sums = new TreeMap<>(BY_NAME);
        parts(since).values().forEach(counts -> counts.forEach(count -> sums.merge(count, count, FlowCount::and)));
        return List.copyOf(sums.values());
    }

    /** Returns the counts of each hour since a moment by its first minute. The first may be a part of one; the last may be longer. */
    SortedMap<Long, List<FlowCount>> parts(Instant since) {
        long from = FlowCounts.Key.minute(since);
        // The first hour of which all minutes are asked for.
        long first = Math.max(Math.floorDiv(from + HOUR - 1, HOUR), firstKept());
        long open = Math.max(first, firstOpen());
        var parts = new TreeMap<Long, List<FlowCount>>();
        parts.put(from, between(from, first * HOUR));
        for (long hour = first; hour < open; hour++) {
            parts.put(hour * HOUR, ended(hour));
        }
        long now = Math.floorDiv(FlowCounts.Key.minute(clock.instant()), HOUR);
        for (long hour = open; hour < now; hour++) {
            parts.put(hour * HOUR, between(hour * HOUR, (hour + 1) * HOUR));
        }
        long last = Math.max(open, now);
        parts.merge(last * HOUR, between(last * HOUR, Long.MAX_VALUE), HourlyCounts::joined);
        return parts;
    }

    private static List<FlowCount> joined(List<FlowCount> one, List<FlowCount> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
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
