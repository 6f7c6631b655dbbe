package dev.saoma.benchmark.report;

/** What a ratio's median must reach. */
public record Target(Bound bound, double value) {
    /** Which side is good. */
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

    /** As {@code ≤ 0.5}. */
    @Override
    public String toString() {
        return (bound == Bound.AT_MOST ? "≤ " : "≥ ") + Ratio.figure(value);
    }
}
