package dev.saoma.server.operation;

import dev.saoma.server.doctor.ClockDifference;
import java.time.Instant;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param node its name in the record of logins, another one after each start
 * @param host the name of its machine
 * @param report the part that changes
 */
record NodeStatus(String node, String host, String version, Instant startedAt, Report report) {

    /**
     * What a node reports every ten seconds.
     *
     * @param seenAt the time of the database's clock
     * @param health {@code UP}, or why it is not ready
     * @param store the product of the database, and its version
     * @param clockMs how far the node's clock is ahead of the database's
     * @param elementStamp equal on nodes with the same elements
     * @param missingVariables the environment variables that the app's files name and that are not set there
     */
    record Report(
            Instant seenAt,
            String health,
            String store,
            long clockMs,
            String elementStamp,
            List<String> missingVariables) {

        /** Returns whether the node's clock differs from the database's by more than is tolerated. */
        boolean isClockOff() {
            return Math.abs(clockMs) > ClockDifference.TOLERATED.toMillis();
        }
    }
}
