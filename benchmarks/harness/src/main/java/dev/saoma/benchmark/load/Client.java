package dev.saoma.benchmark.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** One client: repeats an operation until it is stopped, and records the operations of the counting phase. */
final class Client implements AutoCloseable {
    private enum Phase {
        SETTLE,
        COUNT,
        STOP
    }

    /** Bounds the time until a client that waits notices that it is stopped. */
    private static final long LONGEST_PARK = 100_000_000;

    private final Connection connection;
    private final Operation.Maker maker;
    private volatile Phase phase = Phase.SETTLE;
    private long[] nanos = new long[1_024];
    private int operations;
    private long everything;
    private long errors;
    private String firstError = "";

    Client(Connection connection, Operation.Maker maker) {
        this.connection = connection;
        this.maker = maker;
    }

    /** @param interval nanoseconds from one operation's due time to the next; 0 for as fast as possible */
    void run(long first, long interval) {
        try {
            Operation operation = maker.of(connection);
            long due = first;
            while (goesOn()) {
                due += interval;
                long late = interval == 0 ? 0 : waited(due);
                if (goesOn()) {
                    ask(operation, late);
                }
            }
        } catch (IOException e) {
            note(e);
        }
    }

    /** Waits until an operation is due, and returns the nanoseconds by which the due time has passed. */
    private long waited(long due) {
        for (long early = due - System.nanoTime(); early > 0 && goesOn(); early = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(early, LONGEST_PARK));
        }
        return System.nanoTime() - due;
    }

    /** Whether the client is not stopped. An interrupted thread cannot park, so it must not go on waiting. */
    private boolean goesOn() {
        return phase != Phase.STOP && !Thread.currentThread().isInterrupted();
    }

    private void ask(Operation operation, long late) throws IOException {
        try {
            long took = operation.once(connection) + late;
            add(took, phase == Phase.COUNT);
        } catch (IOException e) {
            note(e);
            connection.renew();
        }
    }

    private synchronized void add(long took, boolean counts) {
        everything++;
        if (!counts) {
            return;
        }
        if (operations == nanos.length) {
            nanos = Arrays.copyOf(nanos, operations * 2);
        }
        nanos[operations++] = took;
    }

    private synchronized void note(IOException e) {
        if (phase == Phase.STOP) {
            return;
        }
        errors++;
        if (firstError.isEmpty()) {
            firstError = e.toString();
        }
    }

    void count() {
        phase = Phase.COUNT;
    }

    void stop() {
        phase = Phase.STOP;
    }

    synchronized long[] nanos() {
        return Arrays.copyOf(nanos, operations);
    }

    synchronized long everything() {
        return everything;
    }

    synchronized long errors() {
        return errors;
    }

    synchronized String firstError() {
        return firstError;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
