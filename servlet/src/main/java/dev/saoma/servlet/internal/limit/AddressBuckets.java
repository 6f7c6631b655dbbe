package dev.saoma.servlet.internal.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.time.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * One token bucket for each client address: in memory, and then in the shared counters if there are any.
 *
 * <p>The number of buckets is bounded. An address whose bucket was evicted starts with a full one, so no address is refused
 * because there are many others. Rarely used buckets are evicted first, so a flood from ever new addresses evicts its own
 * buckets. A sender with more networks than there are buckets has the limit of each; only a firewall can stop it. Thread-safe.
 */
public final class AddressBuckets {
    private static final int ADDRESSES = 20_000;

    private final String name;
    private final RateLimit limit;
    private final SharedCounterClient shared;
    private final LoadingCache<IpAddress, Bucket> buckets;

    /** @param name for the log and the shared counters */
    public AddressBuckets(String name, RateLimit limit, Ticker ticker, SharedCounterClient shared) {
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
                .maximumSize(ADDRESSES)
                // By then the bucket is full again, even from below zero, so a new bucket grants no additional token.
                .expireAfterAccess(Duration.ofMinutes(1L + 2L * limit.burst() / Math.max(1, limit.perMinute())))
                .ticker(ticker::nanos)
                .build(address -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /**
     * The result of taking a token.
     *
     * @param pause zero if there was a token, else how long the address has to wait
     * @param shared whether the shared counters were asked
     */
    public record Taken(Duration pause, boolean shared) {}

    /** Returns the name in {@code saoma.limits}. */
    public String name() {
        return name;
    }

    boolean isOff() {
        return limit.isOff();
    }

    /** Takes a token. */
    public Taken take(IpAddress address) {
        if (limit.isOff()) {
            return new Taken(Duration.ZERO, false);
        }
        IpAddress network = address.network();
        ConsumptionProbe probe = buckets.get(network).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // A flood is refused here and causes no traffic to the shared counters.
            return new Taken(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())), false);
        }
        return shared.take(name, network, limit)
                .map(wait -> new Taken(wait, true))
                .orElseGet(() -> new Taken(Duration.ZERO, false));
    }

    /** Returns how long an address has to wait for a token; zero if there is one. Takes none. */
    public Duration waitTime(IpAddress address) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        IpAddress network = address.network();
        EstimationProbe probe = buckets.get(network).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        }
        Optional<Duration> wait = shared.take(name, network, limit);
        if (wait.filter(Duration::isZero).isPresent()) {
            shared.giveBack(name, network, limit);
        }
        return wait.orElse(Duration.ZERO);
    }

    /** Takes a token even if there is none. The bucket then goes below zero, down to its size. */
    public void overdraw(IpAddress address) {
        if (limit.isOff()) {
            return;
        }
        IpAddress network = address.network();
        Bucket bucket = buckets.get(network);
        // Two failures at the same moment must not both read the count before either takes a token.
        synchronized (bucket) {
            if (bucket.getAvailableTokens() > -limit.burst()) {
                bucket.consumeIgnoringRateLimits(1);
            }
        }
        var unused = shared.take(name, network, limit);
    }

    /** Returns the number of addresses that have a bucket. */
    public long size() {
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
