package dev.saoma.server.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How often each step ended how, by minute, until it is stored. Thread-safe. */
final class FlowCounts {
    /** More than the instances, steps and codes of many minutes; beyond it counts are lost. */
    private static final int AT_MOST = 20_000;

    private Map<Key, Long> counts = new HashMap<>();

    /**
     * What is counted.
     *
     * @param minute since 1970
     * @param instance an empty text for none
     * @param outcome {@code ok}, {@code renewed} for an attempt that replaces an earlier one, or the code of the failure
     */
    record Key(long minute, String instance, String step, String outcome) {
        static long minute(Instant at) {
            return Math.floorDiv(at.getEpochSecond(), 60);
        }
    }

    synchronized void add(Key key) {
        if (counts.size() < AT_MOST || counts.containsKey(key)) {
            counts.merge(key, 1L, Long::sum);
        }
    }

    /** Removes and returns the counts of the minutes before this one. */
    synchronized Map<Key, Long> takeBefore(long minute) {
        var taken = new HashMap<Key, Long>();
        var kept = new HashMap<Key, Long>();
        counts.forEach((key, count) -> (key.minute() < minute ? taken : kept).put(key, count));
        counts = kept;
        return taken;
    }
}
