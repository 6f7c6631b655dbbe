package dev.saoma.servlet.internal.limit;

import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.SharedCounters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the shared counters with a 100 ms time-out. After a failure it skips them and retries once a second. */
public final class SharedCounterClient {
    static final Duration WAIT = Duration.ofMillis(100);
    public static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(SharedCounterClient.class);
    private static final long WELL = Long.MIN_VALUE;

    private final SharedCounters counters;
    private final LongSupplier nanos;
    private final AtomicLong silentUntil = new AtomicLong(WELL);

    public SharedCounterClient(SharedCounters counters, LongSupplier nanos) {
        this.counters = counters;
        this.nanos = nanos;
    }

    /** Returns zero if there was a token, else the time until there is one; empty if the counters were skipped or failed. */
    Optional<Duration> take(String counter, Object key, RateLimit limit) {
        if (counters.equals(SharedCounters.none()) || !mayAsk()) {
            return Optional.empty();
        }
        try {
            Duration wait = counters.take(counter, hash(key), limit)
                    .toCompletableFuture()
                    .get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (silentUntil.getAndSet(WELL) != WELL) {
                LOG.info("requests are counted together with the other nodes again");
            }
            return Optional.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Puts back a token that {@link #take} took. */
    void giveBack(String counter, Object key, RateLimit limit) {
        try {
            counters.giveBack(counter, hash(key), limit);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private boolean mayAsk() {
        long until = silentUntil.get();
        if (until == WELL) {
            return true;
        }
        long now = nanos.getAsLong();
        return now - until >= 0 && silentUntil.compareAndSet(until, now + PAUSE.toNanos());
    }

    private void failed(Exception failure) {
        if (silentUntil.getAndSet(nanos.getAsLong() + PAUSE.toNanos()) == WELL) {
            // Only the type: a message may contain an address with a password.
            Throwable cause =
                    failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
            LOG.warn(
                    "each node counts requests for itself until they can be counted together again: {}",
                    cause.getClass().getSimpleName());
        }
    }

    private static TokenHash hash(Object key) {
        return TokenHash.of(key.toString());
    }
}
