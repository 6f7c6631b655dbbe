package dev.saoma.benchmark.report;

import java.util.Optional;

/**
 * One comparison, a row of {@code results.json}.
 *
 * @param id the measure's, as {@code S1}
 * @param subject what of ours was measured, as {@code embedded}
 * @param versus what it was measured beside, as {@code wxjava}; of a figure that is not compared, its unit, as {@code KiB}
 * @param of what was compared, as {@code CPU per login}
 * @param target what the median must reach; none of a row that is only told
 */
public record Row(String id, String subject, String versus, String of, Ratio ratio, Optional<Target> target) {}
