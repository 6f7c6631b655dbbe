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
 * Counts one kind of thing for each address: in memory on this node, and then together with other nodes, where they count.
 *
 * <p>It remembers so many addresses and no more. One that is forgotten has its whole allowance again, as one that never
 * came: nobody is refused because others are many. What makes room are addresses that come seldom, so a flood from ever new
 * ones pushes itself out, and not whoever goes on coming meanwhile. Whoever owns more networks than are remembered has the
 * allowance of each of them; that is for a firewall.
 */
public final class AddressBuckets {
    private static final int ADDRESSES = 20_000;

    private final String name;
    private final RateLimit limit;
    private final SharedCounterClient together;
    private final LoadingCache<IpAddress, Bucket> buckets;

    /** @param name of what it counts */
    public AddressBuckets(String name, RateLimit limit, Ticker ticker, SharedCounterClient together) {
        this.name = name;
        this.limit = limit;
        this.together = together;
        TimeMeter time = meter(ticker);
        // Built for limits that are off too, where it stays empty.
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, limit.atOnce()))
                .refillGreedy(Math.max(1, limit.aMinute()), Duration.ofMinutes(1))
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                // By then everything has come back, what is owed too, so that nothing is given away.
                .expireAfterAccess(Duration.ofMinutes(1L + 2L * limit.atOnce() / Math.max(1, limit.aMinute())))
                .ticker(ticker::nanos)
                .build(address -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /**
     * What came of taking one.
     *
     * @param pause zero when there was one to take, else how long the address should wait
     * @param together whether all nodes counted it
     */
    public record Taken(Duration pause, boolean together) {}

    /** What {@code saoma.limits} calls it. */
    public String name() {
        return name;
    }

    boolean isOff() {
        return limit.isOff();
    }

    public Taken take(IpAddress address) {
        if (limit.isOff()) {
            return new Taken(Duration.ZERO, false);
        }
        IpAddress network = address.network();
        ConsumptionProbe probe = buckets.get(network).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // A flood ends here and never gets as far as the other nodes.
            return new Taken(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())), false);
        }
        return together.take(name, network, limit)
                .map(wait -> new Taken(wait, true))
                .orElseGet(() -> new Taken(Duration.ZERO, false));
    }

    /** How long the address should wait until there is one to take; zero when there is one now, which stays there. */
    public Duration look(IpAddress address) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        IpAddress network = address.network();
        EstimationProbe probe = buckets.get(network).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        }
        Optional<Duration> wait = together.take(name, network, limit);
        if (wait.filter(Duration::isZero).isPresent()) {
            together.giveBack(name, network, limit);
        }
        return wait.orElse(Duration.ZERO);
    }

    /** Takes one that may not be there any more. The address then owes it, up to its whole allowance. */
    public void owe(IpAddress address) {
        if (limit.isOff()) {
            return;
        }
        IpAddress network = address.network();
        Bucket bucket = buckets.get(network);
        // Of many that fail at the same moment none may look before another has taken.
        synchronized (bucket) {
            if (bucket.getAvailableTokens() > -limit.atOnce()) {
                bucket.consumeIgnoringRateLimits(1);
            }
        }
        var unused = together.take(name, network, limit);
    }

    /** How many addresses are remembered. */
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
