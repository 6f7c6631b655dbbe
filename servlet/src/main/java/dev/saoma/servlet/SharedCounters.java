package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.secret.TokenHash;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Token buckets that several nodes share, one for each counter and client address. Each node takes a token from its own bucket
 * first, and asks here only if there is one. If the result does not come within 100 ms, or with an exception, the node's own
 * bucket decides alone and the shared counters are skipped for a second. So the shared counters can only make a limit
 * stricter, and a failure refuses no request.
 *
 * <p>A bucket holds {@link RateLimit#burst} tokens and is filled by {@link RateLimit#perMinute}, spread evenly. Called by many
 * threads.
 */
@ExtensionPoint
public interface SharedCounters {

    /**
     * Takes a token. Returns at once and completes the result later.
     *
     * @param counter {@code attempts}, {@code calls} or {@code failures}
     * @param address a hash of the client address
     * @return zero if there was a token, else how long until there is one
     */
    CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit);

    /**
     * Puts a token back. Returns at once, and reports no failure. A request takes a token of {@code failures} before it is
     * handled, and puts it back unless it fails.
     */
    void giveBack(String counter, TokenHash address, RateLimit limit);

    /** Returns counters that share nothing: each node counts alone. */
    static SharedCounters none() {
        return None.INSTANCE;
    }

    /** Counts nothing. */
    enum None implements SharedCounters {
        /** The only instance. */
        INSTANCE;

        @Override
        public CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit) {
            return CompletableFuture.completedFuture(Duration.ZERO);
        }

        @Override
        public void giveBack(String counter, TokenHash address, RateLimit limit) {}
    }
}
