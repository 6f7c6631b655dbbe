package dev.saoma.benchmark.load;

/** The result of one window. */
public final class Result {
    private final long errors;
    private final String firstError;
    private final Measuring.Spent spent;
    private final long[] nanos;
    private final long everything;

    /**
     * @param firstError the message of the first error; empty when there were none
     * @param nanos the duration of each operation, ascending
     * @param everything the number of operations before, in and after the window
     */
    Result(long errors, String firstError, Measuring.Spent spent, long[] nanos, long everything) {
        this.errors = errors;
        this.firstError = firstError;
        this.spent = spent;
        this.nanos = nanos;
        this.everything = everything;
    }

    public long errors() {
        return errors;
    }

    /** The message of the first error; empty when there was none. */
    public String firstError() {
        return firstError;
    }

    public long operations() {
        return nanos.length;
    }

    /** The number of all operations: before, in and after the window. */
    public long everything() {
        return everything;
    }

    /** CPU time per operation, in microseconds. */
    public double cpuMicros() {
        return spent.cpu().toNanos() / 1_000.0 / Math.max(1, operations());
    }

    /** CPU time per operation of the subject and its database server, in microseconds. */
    public double cpuMicrosWithDatabase() {
        return spent.cpu().plus(spent.database()).toNanos() / 1_000.0 / Math.max(1, operations());
    }

    /** The number of processors that the subject used on average. */
    public double processors() {
        return spent.cpu().toNanos() / (double) spent.wall().toNanos();
    }

    /** The share of a processor that the compilers of the subject's JVM used. */
    public double compiling() {
        return Math.max(0, spent.compilers().toNanos()) / (double) spent.wall().toNanos();
    }

    /** Operations per second. */
    public double rate() {
        return operations() / (spent.wall().toNanos() / 1e9);
    }

    /** The duration, in milliseconds, at a percentile; {@code share} is from 0 to 1. */
    public double millis(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, (long) (nanos.length * share))] / 1e6;
    }
}
