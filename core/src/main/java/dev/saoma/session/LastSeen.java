package dev.saoma.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Store;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the time of a session's last use once a minute. When the store accepts no writes, as with a full disk, the session is
 * accepted: this node stores the time in memory and tries to write again after a pause. Thread-safe.
 */
final class LastSeen {
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    private final Store store;
    private final Clock clock;
    private final Ticker ticker;
    private final Cache<SessionId, Instant> unwritten;
    private final AtomicLong pausedUntil;
    private final AtomicLong quietUntil;

    LastSeen(Store store, SessionLifetimes life, Clock clock, Ticker ticker) {
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.unwritten = Caffeine.newBuilder()
                .maximumSize(SessionCache.AT_MOST)
                .expireAfterWrite(life.idle())
                .ticker(ticker::nanos)
                .build();
        this.pausedUntil = new AtomicLong(ticker.nanos());
        this.quietUntil = new AtomicLong(ticker.nanos());
    }

    /** Returns the session of a row, with the time that this node has in memory if that is later. */
    Session known(Session row) {
        @Nullable Instant seen = unwritten.getIfPresent(row.id());
        return seen == null || !seen.isAfter(row.lastSeenAt()) ? row : row.seenAt(seen);
    }

    /** Notes that a session is used now, and returns it with that time. */
    Session note(Session session) {
        Instant now = clock.instant();
        // The last use is in the future when the clock was set back since.
        Duration since = Duration.between(session.lastSeenAt(), now).abs();
        boolean isDue = since.compareTo(SessionLifetimes.SEEN_STEP) >= 0;
        if (!isDue) {
            return session;
        }
        if (write(session.id(), now)) {
            unwritten.invalidate(session.id());
        } else {
            unwritten.put(session.id(), now);
        }
        return session.seenAt(now);
    }

    private boolean write(SessionId id, Instant now) {
        long tick = ticker.nanos();
        if (tick - pausedUntil.get() < 0) {
            return false;
        }
        try {
            store.run(Durability.ASYNCHRONOUS, tx -> {
                tx.sessions().touch(id, now);
            });
            return true;
        } catch (RuntimeException e) {
            pausedUntil.set(ticker.nanos() + PAUSE.toNanos());
            warn(e);
            return false;
        }
    }

    private void warn(RuntimeException failure) {
        long tick = ticker.nanos();
        long until = quietUntil.get();
        if (tick - until >= 0 && quietUntil.compareAndSet(until, tick + QUIET.toNanos())) {
            LOG.warn(
                    "that sessions are used cannot be written down; they are accepted, and this node remembers it: {}",
                    failure instanceof LoginException refusal
                            ? refusal.note()
                            : failure.getClass().getSimpleName());
        }
    }
}
