package dev.saoma.benchmark;

import dev.saoma.benchmark.report.Section;

/** One of S1 to S8. */
public interface Measure {
    /** As {@code S1}. */
    String id();

    /** A sentence for the progress. */
    String title();

    Section take(Bench bench) throws Exception;
}
