package dev.saoma.benchmark.report;

/** The bound that the median of a ratio must meet. */
public record Target(Bound bound, double value) {
    /** Whether the value is an upper or a lower bound. */
    public enum Bound {
        AT_MOST,
        AT_LEAST
    }

    public static Target atMost(double value) {
        return new Target(Bound.AT_MOST, value);
    }

    public static Target atLeast(double value) {
        return new Target(Bound.AT_LEAST, value);
    }

    public boolean metBy(Ratio ratio) {
        return bound == Bound.AT_MOST ? ratio.median() <= value : ratio.median() >= value;
    }

    /** Such as {@code ≤ 0.5}. */
    @Override
    public String toString() {
        return (bound == Bound.AT_MOST ? "≤ " : "≥ ") + Ratio.figure(value);
    }
}
