package dev.saoma.benchmark.report;

import java.util.List;
import java.util.Locale;

/** The ratio of two figures over several rounds, or a single figure over several rounds. */
public record Ratio(double median, double min, double max) {
    /** Returns the median and the range of the values of the rounds. */
    public static Ratio of(List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("No round was measured, so there is no ratio.");
        }
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Ratio(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Such as {@code 0.70 [0.63..0.76]}, with two significant digits; without a range when all values are equal. */
    @Override
    public String toString() {
        return min == max ? figure(median) : "%s [%s..%s]".formatted(figure(median), figure(min), figure(max));
    }

    /** Formats a figure with at least two significant digits and no exponent. */
    public static String figure(double value) {
        double size = Math.abs(value);
        int decimals = size >= 10 || size == 0 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
