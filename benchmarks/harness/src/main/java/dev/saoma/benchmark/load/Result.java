package dev.saoma.benchmark.load;

import java.time.Duration;

/** What a window saw. */
public final class Result {
    private final long errors;
    private final String firstError;
    private final Duration cpu;
    private final Duration wall;
    private final long[] nanos;

    /**
     * Of a window.
     *
     * @param firstError what the first of the errors said; empty when there were none
     * @param cpu what the subject's process used meanwhile
     * @param nanos how long each operation took, ascending
     */
    Result(long errors, String firstError, Duration cpu, Duration wall, long[] nanos) {
        this.errors = errors;
        this.firstError = firstError;
        this.cpu = cpu;
        this.wall = wall;
        this.nanos = nanos;
    }

    public long errors() {
        return errors;
    }

    /** What the first error said; empty when there was none. */
    public String firstError() {
        return firstError;
    }

    public long operations() {
        return nanos.length;
    }

    /** The processor's time for each operation, in microseconds. */
    public double cpuMicros() {
        return cpu.toNanos() / 1_000.0 / Math.max(1, operations());
    }

    /** Operations a second. */
    public double rate() {
        return operations() / (wall.toNanos() / 1e9);
    }

    /** The time, in milliseconds, within which this share of operations was done. */
    public double millis(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, (long) (nanos.length * share))] / 1e6;
    }
}
