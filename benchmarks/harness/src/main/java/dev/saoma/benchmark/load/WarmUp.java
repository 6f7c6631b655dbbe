package dev.saoma.benchmark.load;

import java.io.IOException;
import java.time.Duration;

/**
 * Warms up a JVM: drives it until its compilers are nearly idle. A JVM that compiles costs several times as much, and a busy
 * machine leaves its compilers little time, so most of it is done with few clients.
 */
public final class WarmUp {
    private static final double IDLE = 0.08;
    private static final int FEW = 4;
    private static final double WINDOW_SECONDS = 2;

    private WarmUp() {}

    /**
     * Drives with few clients, then with all of them, each until the compilers use less than 8 % of a processor for two
     * seconds.
     *
     * @param most after this no window begins but one with all clients, of two seconds
     * @return whether the compilers were idle at the end
     */
    public static boolean drive(Running running, int clients, Duration most, Operation.Maker maker)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        until(running, Math.min(FEW, clients), end, maker);
        return until(running, clients, end, maker);
    }

    private static boolean until(Running running, int clients, long end, Operation.Maker maker)
            throws IOException, InterruptedException {
        double compiling;
        do {
            compiling = Drive.closed(running, Window.of(clients, WINDOW_SECONDS), maker)
                    .compiling();
        } while (compiling > IDLE && System.nanoTime() < end);
        return compiling <= IDLE;
    }
}
