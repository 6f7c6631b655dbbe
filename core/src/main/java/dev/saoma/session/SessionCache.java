package dev.saoma.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Session;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by the hash of their secret: at most 100,000, each for at most {@link SessionLifetimes#cached()}. An invalidated
 * session is not returned again, even by a load that began before. Thread-safe.
 */
final class SessionCache {
    static final int AT_MOST = 100_000;

    private final SessionLifetimes life;
    private final Clock clock;
    private final Function<TokenHash, Optional<Session>> load;
    private final Cache<TokenHash, @Nullable Cached> cache;
    private final AtomicLong generation = new AtomicLong();

    /** A session, with the clock's time and the cache's generation at which it was read. */
    private record Cached(Session session, Instant readAt, long generation) {}

    /**
     * @param ticker decides how long an entry is returned, so that a clock that is set back does not prolong it
     * @param load reads a session that is not cached
     */
    SessionCache(SessionLifetimes life, Clock clock, Ticker ticker, Function<TokenHash, Optional<Session>> load) {
        this.life = life;
        this.clock = clock;
        this.load = load;
        this.cache = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(life.cached())
                .ticker(ticker::nanos)
                .recordStats()
                .build();
    }

    Optional<Session> get(TokenHash hash) {
        long now = generation.get();
        // Caffeine's get makes an invalidation final: an invalidation waits for a running load of the same key.
        @Nullable Cached found = cache.get(hash, this::read);
        if (found != null && (found.generation() < now || isOvertaken(found))) {
            // Emptying the cache does not wait for loads, so a load that began before may have ended after it.
            cache.asMap().remove(hash, found);
            found = cache.get(hash, this::read);
        }
        return Optional.ofNullable(found).map(Cached::session);
    }

    /** Returns whether the clock was set forward, by which a session in use would look unused. */
    private boolean isOvertaken(Cached found) {
        return clock.instant().isAfter(found.readAt().plus(life.cached()).plus(SessionLifetimes.SEEN_STEP));
    }

    private @Nullable Cached read(TokenHash hash) {
        long before = generation.get();
        Instant now = clock.instant();
        return load.apply(hash).map(session -> new Cached(session, now, before)).orElse(null);
    }

    void invalidate(Collection<TokenHash> hashes) {
        cache.invalidateAll(hashes);
    }

    void invalidateAll() {
        generation.incrementAndGet();
        cache.invalidateAll();
    }

    CacheFigures figures() {
        CacheStats stats = cache.stats();
        return new CacheFigures(stats.hitCount(), stats.missCount(), cache.estimatedSize());
    }
}
