package dev.saoma.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, asked on every request. Answers come from a bounded cache that everything which ends a session on this
 * node reaches at once; other nodes follow within {@link SessionLife#cached()}. Thread-safe.
 */
public final class Sessions {
    private static final int CACHED_AT_MOST = 100_000;
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final Store<? extends SessionTransaction> store;
    private final SessionLife life;
    private final Clock clock;
    private final Cache<TokenHash, @Nullable Session> cache;

    /** @param clock decides when a session has ended and how long the cache may answer */
    public Sessions(Store<? extends SessionTransaction> store, SessionLife life, Clock clock) {
        this.store = store;
        this.life = life;
        this.clock = clock;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.cache = Caffeine.newBuilder()
                .maximumSize(CACHED_AT_MOST)
                .expireAfterWrite(life.cached())
                .ticker(ticker)
                .build();
    }

    /** The live session that this secret opens; empty when there is none. Using it keeps it alive. */
    public Optional<Session> check(Token secret) {
        // Caffeine's own get is what makes ending final: an invalidation waits for a load of the same key that is under
        // way.
        @Nullable Session session = cache.get(secret.hash(), hash -> load(hash).orElse(null));
        return Optional.ofNullable(session).filter(this::alive);
    }

    /** Ends the session of this secret; nothing happens when there is none. Once this returns, no request is let in by it. */
    public void end(Token secret) {
        TokenHash hash = secret.hash();
        store.write(tx -> tx.sessions().delete(hash));
        cache.invalidate(hash);
    }

    /** Tells the cache that these sessions were ended in a transaction that has been committed. */
    public void ended(Collection<TokenHash> hashes) {
        cache.invalidateAll(hashes);
    }

    /** When this session ends if it is not used again. */
    public Instant expiresAt(Session session) {
        return life.expiresAt(session);
    }

    /** Whether the person proved who they are recently enough for what must not be done in a forgotten session. */
    public boolean recent(Instant authenticatedAt) {
        return clock.instant().isBefore(authenticatedAt.plus(life.recent()));
    }

    /** Removes the rows of sessions that have ended by themselves, at most {@code limit}; how many went. */
    public int sweep(int limit) {
        Instant now = clock.instant();
        return store.write(tx -> tx.sessions().sweep(now.minus(life.absolute()), now.minus(life.idle()), limit));
    }

    private Optional<Session> load(TokenHash hash) {
        Optional<Session> found = store.read(tx -> tx.sessions().byHash(hash)).filter(this::alive);
        Instant now = clock.instant();
        if (found.isEmpty() || now.isBefore(found.get().lastSeenAt().plus(SEEN_STEP))) {
            return found;
        }
        Session session = found.get();
        store.write(tx -> {
            tx.sessions().touch(session.id(), now);
            return true;
        });
        return Optional.of(session.seenAt(now));
    }

    private boolean alive(Session session) {
        return clock.instant().isBefore(life.expiresAt(session));
    }
}
