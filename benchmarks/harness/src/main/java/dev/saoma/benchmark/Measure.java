package dev.saoma.benchmark;

import dev.saoma.benchmark.report.Section;

/** One of S1 to S8, or what is beside them. */
public interface Measure {
    /** As {@code S1}. */
    String id();

    /** A sentence for the progress. */
    String title();

    Section take(Bench bench) throws Exception;

    /** Whether a run of this scale takes it unasked. */
    default boolean isIn(Scale scale) {
        return true;
    }
}
