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
 * Sessions by the hash of their secret, each for {@link SessionLifetimes#cached()} at most, and at most 100,000. A session that is
 * invalidated is not returned again, even by a load that had begun before. Thread-safe.
 */
final class SessionCache {
    static final int AT_MOST = 100_000;

    private final SessionLifetimes life;
    private final Clock clock;
    private final Function<TokenHash, Optional<Session>> load;
    private final Cache<TokenHash, @Nullable Cached> cache;
    private final AtomicLong generation = new AtomicLong();

    /** Read at a moment of the clock, in a generation of the cache. */
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
        // Caffeine's own get is what makes ending final: an invalidation waits for a load of the same key that is under
        // way.
        @Nullable Cached found = cache.get(hash, this::read);
        if (found != null && (found.generation() < now || isOvertaken(found))) {
            // Emptying the cache waits for no load, so one that had begun before may have ended after it.
            cache.asMap().remove(hash, found);
            found = cache.get(hash, this::read);
        }
        return Optional.ofNullable(found).map(Cached::session);
    }

    /** By a clock that was set forward, which would else take a session in use for one that is not. */
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
