package dev.saoma.benchmark;

import dev.saoma.benchmark.report.Section;

/** One of the measures S1 to S12, or an additional one. */
public interface Measure {
    /** Such as {@code S1}. */
    String id();

    /** The title, shown in progress messages and as the heading of the section. */
    String title();

    Section take(Bench bench) throws Exception;

    /** Whether a run of this scale includes this measure when no measures are named. */
    default boolean isIn(Scale scale) {
        return true;
    }
}
