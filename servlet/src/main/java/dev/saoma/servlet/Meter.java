package dev.saoma.servlet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Counts one kind of thing for each address, in memory and on this node alone.
 *
 * <p>It remembers so many addresses and no more. One that is forgotten has its whole allowance again, as one that never
 * came: nobody is refused because others are many. What makes room are addresses that come seldom, so a flood from ever new
 * ones pushes itself out, and not whoever goes on coming meanwhile. Whoever owns more networks than are remembered has the
 * allowance of each of them; that is for a firewall.
 */
final class Meter {
    private static final int ADDRESSES = 20_000;

    private final Limit limit;
    private final LoadingCache<IpAddress, Bucket> buckets;

    Meter(Limit limit, Clock clock) {
        this.limit = limit;
        TimeMeter time = meter(clock);
        // Built for limits that are off too, where it stays empty.
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, limit.atOnce()))
                .refillGreedy(Math.max(1, limit.aMinute()), Duration.ofMinutes(1))
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                // By then everything has come back, so that nothing is given away.
                .expireAfterAccess(Duration.ofMinutes(1L + limit.atOnce() / Math.max(1, limit.aMinute())))
                .ticker(time::currentTimeNanos)
                .build(address -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Takes one; zero when there was one to take, else how long the address should wait. */
    Duration take(IpAddress address) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = buckets.get(address.network()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    void giveBack(IpAddress address) {
        if (!limit.isOff()) {
            buckets.get(address.network()).addTokens(1);
        }
    }

    /** How many addresses are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
