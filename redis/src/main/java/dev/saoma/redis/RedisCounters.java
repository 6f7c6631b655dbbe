package dev.saoma.redis;

import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.SharedCounters;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Shared token buckets. A bucket is one number in Redis: the moment at which it will be full again, in microseconds of
 * Redis's clock. The key expires at that moment.
 */
final class RedisCounters implements SharedCounters {
    static final String PREFIX = "saoma:rate:";
    private static final double MINUTE = 60_000_000;

    // A moment later than that of an empty bucket dates from before the clock was set back, and is cut to it.
    private static final String BUCKET = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local gap = tonumber(ARGV[1])
            local most = gap * tonumber(ARGV[2])
            local full = tonumber(redis.call('GET', KEYS[1]) or now)
            full = math.min(math.max(full, now), now + most)
            """;
    private static final String KEEP = """
            if full <= now then
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil((full - now) / 1000))
            end
            return 0
            """;
    private static final String TAKE = BUCKET + """
            full = full + gap
            if full - now > most then
              return math.max(1, math.ceil((full - now - most) / 1000))
            end
            """ + KEEP;
    private static final String GIVE_BACK = BUCKET + """
            full = full - gap
            """ + KEEP;

    private final Supplier<Optional<StatefulRedisConnection<String, String>>> connection;

    RedisCounters(Supplier<Optional<StatefulRedisConnection<String, String>>> connection) {
        this.connection = connection;
    }

    @Override
    public CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit) {
        return connection
                .get()
                .<CompletionStage<Duration>>map(
                        redis -> run(redis, TAKE, counter, address, limit).thenApply(Duration::ofMillis))
                .orElseGet(() -> CompletableFuture.failedFuture(new NotConnectedException()));
    }

    @Override
    public void giveBack(String counter, TokenHash address, RateLimit limit) {
        connection.get().ifPresent(redis -> {
            var unused = run(redis, GIVE_BACK, counter, address, limit);
        });
    }

    private static RedisFuture<Long> run(
            StatefulRedisConnection<String, String> redis,
            String script,
            String counter,
            TokenHash address,
            RateLimit limit) {
        return redis.async()
                .eval(
                        script,
                        ScriptOutputType.INTEGER,
                        new String[] {PREFIX + counter + ":" + address.value()},
                        String.valueOf(MINUTE / limit.perMinute()),
                        String.valueOf(limit.burst()));
    }
}
