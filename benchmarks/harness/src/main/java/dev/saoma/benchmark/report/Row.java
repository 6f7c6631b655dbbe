package dev.saoma.benchmark.report;

import java.util.Optional;
import java.util.Set;

/**
 * One comparison, a row of {@code results.json}.
 *
 * @param id the identifier of the measure, such as {@code S1}
 * @param subject the measured part of Saoma, such as {@code server-sqlite}
 * @param versus the compared subject, such as {@code wxjava}; for a figure without comparison its unit, such as {@code KiB}
 * @param of the compared figure, such as {@code CPU per login}
 * @param target the target of the median; empty for a row without one
 */
public record Row(String id, String subject, String versus, String of, Ratio ratio, Optional<Target> target) {
    private static final Set<String> FOOTNOTES = Set.of("embedded", "server-sqlite-iframe");

    /** Whether the row is about something else than the shipped server with its defaults. */
    boolean isFootnote() {
        return FOOTNOTES.contains(subject);
    }
}
