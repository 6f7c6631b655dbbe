package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.secret.TokenHash;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Counts over all nodes how often one address does something. Each node counts for itself first and asks here only about
 * what its own count allows; where this does not answer within 100 ms, or fails, that count alone decides, and nobody asks
 * again for a second. So whatever this does, nobody gets more than each node's own allowance, and nobody is refused because
 * it is down.
 *
 * <p>A bucket of {@link RateLimit#atOnce} that fills again by {@link RateLimit#aMinute}, spread evenly, is what each node counts
 * with, and what is expected here.
 */
@ExtensionPoint
public interface SharedCounters {

    /**
     * Takes one for an address. Answers at once with what will be known later.
     *
     * @param counter what is counted: {@code attempts}, {@code calls} or {@code failures}
     * @param address a hash of it
     * @return zero when there was one to take, else how long until there is one
     */
    CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit);

    /**
     * Gives back one that was taken. Answers at once; nobody learns whether it came about. Whether an address has failures
     * left is asked by taking one and giving it back, since most requests do not fail.
     */
    void giveBack(String counter, TokenHash address, RateLimit limit);

    /** Each node counts for itself. */
    static SharedCounters none() {
        return NoSharedCounters.NONE;
    }
}
