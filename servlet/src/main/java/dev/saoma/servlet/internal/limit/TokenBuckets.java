package dev.saoma.servlet.internal.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.saoma.servlet.RateLimit;
import dev.saoma.time.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * One token bucket for each key: in memory, and then in the shared counters if there are any.
 *
 * <p>The number of buckets is bounded. A key whose bucket was evicted starts with a full one, so no key is refused because
 * there are many others. Rarely used buckets are evicted first. Thread-safe.
 *
 * @param <K> with {@code equals}, and a {@code toString} that differs between keys
 */
public final class TokenBuckets<K> {
    private static final int KEYS = 20_000;

    private final String name;
    private final RateLimit limit;
    private final SharedCounterClient shared;
    private final LoadingCache<K, Bucket> buckets;

    /** @param name for the log and the shared counters */
    TokenBuckets(String name, RateLimit limit, Ticker ticker, SharedCounterClient shared) {
        this.name = name;
        this.limit = limit;
        this.shared = shared;
        TimeMeter time = meter(ticker);
        // Built without a limit too, but not used then.
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, limit.burst()))
                .refillGreedy(Math.max(1, limit.perMinute()), Duration.ofMinutes(1))
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(KEYS)
                // By then the bucket is full again, even from below zero, so a new bucket grants no additional token.
                .expireAfterAccess(Duration.ofMinutes(1L + 2L * limit.burst() / Math.max(1, limit.perMinute())))
                .ticker(ticker::nanos)
                .build(key -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /**
     * The result of taking a token.
     *
     * @param pause zero if there was a token, else how long its sender has to wait
     * @param shared whether the shared counters were asked
     */
    public record Taken(Duration pause, boolean shared) {}

    String name() {
        return name;
    }

    boolean isOff() {
        return limit.isOff();
    }

    /** Takes a token. */
    Taken take(K key) {
        if (limit.isOff()) {
            return new Taken(Duration.ZERO, false);
        }
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // A flood is refused here and causes no traffic to the shared counters.
            return new Taken(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())), false);
        }
        return shared.take(name, key, limit)
                .map(wait -> new Taken(wait, true))
                .orElseGet(() -> new Taken(Duration.ZERO, false));
    }

    /** Returns how long a key has to wait for a token; zero if there is one. Takes none. */
    Duration waitTime(K key) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        EstimationProbe probe = buckets.get(key).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        }
        Optional<Duration> wait = shared.take(name, key, limit);
        if (wait.filter(Duration::isZero).isPresent()) {
            shared.giveBack(name, key, limit);
        }
        return wait.orElse(Duration.ZERO);
    }

    /** Takes a token even if there is none. The bucket then goes below zero, down to its size. */
    void overdraw(K key) {
        if (limit.isOff()) {
            return;
        }
        Bucket bucket = buckets.get(key);
        // Two failures at the same moment must not both read the count before either takes a token.
        synchronized (bucket) {
            if (bucket.getAvailableTokens() > -limit.burst()) {
                bucket.consumeIgnoringRateLimits(1);
            }
        }
        var unused = shared.take(name, key, limit);
    }

    /** Returns the number of keys that have a bucket. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private static TimeMeter meter(Ticker ticker) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ticker.nanos();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
