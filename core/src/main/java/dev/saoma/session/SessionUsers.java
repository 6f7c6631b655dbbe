package dev.saoma.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The users whom session checks show, with their organisations. Cached only for directories whose every change is told here, and
 * then for as long as a session is: see {@link SessionLifetimes#cached()}. A change on this node has effect at once, also for a
 * look-up that began before. What decides about a login or a bind never comes from here. Thread-safe.
 */
public final class SessionUsers {
    private static final long MOST_USERS_AND_CORPS = 2L * SessionCache.AT_MOST;

    private final Function<UserId, Optional<SessionUser>> load;
    private final @Nullable Cache<UserId, @Nullable Cached> cache;
    private final AtomicLong generation = new AtomicLong();

    /** A user and the user's organisations, in the order of the directory. */
    public record SessionUser(User user, List<Corp> corps) {}

    /** A user, with the generation at which it was read. */
    private record Cached(SessionUser user, long generation) {
        int weight() {
            return 1 + user.corps().size();
        }
    }

    /** Creates users that are not cached. */
    SessionUsers(Function<UserId, Optional<SessionUser>> load, Ticker ticker) {
        this(load, Duration.ZERO, ticker);
    }

    /**
     * Made by the app.
     *
     * @param cached for how long a user is cached; zero asks the directories each time
     */
    public SessionUsers(Function<UserId, Optional<SessionUser>> load, Duration cached, Ticker ticker) {
        this.load = load;
        this.cache = cached.isZero()
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(MOST_USERS_AND_CORPS)
                        .weigher((UserId id, @Nullable Cached user) -> user == null ? 1 : user.weight())
                        .expireAfterWrite(cached)
                        .ticker(ticker::nanos)
                        .build();
    }

    /** Returns a user; empty when there is none. The user may be disabled. */
    public Optional<SessionUser> find(UserId id) {
        if (cache == null) {
            return load.apply(id);
        }
        @Nullable Cached found = cache.get(id, this::read);
        if (found != null && found.generation() < generation.get()) {
            // Emptying the cache does not wait for look-ups, so one that began before may have ended after it.
            cache.asMap().remove(id, found);
            found = cache.get(id, this::read);
        }
        return Optional.ofNullable(found).map(Cached::user);
    }

    private @Nullable Cached read(UserId id) {
        long before = generation.get();
        return load.apply(id).map(user -> new Cached(user, before)).orElse(null);
    }

    /** Forgets a user. Call it after a change of the user is committed. */
    public void changed(UserId id) {
        if (cache != null) {
            cache.invalidate(id);
        }
    }

    /** Forgets all users. Call it after a change of many users, or of an organisation, is committed. */
    public void changedAll() {
        generation.incrementAndGet();
        if (cache != null) {
            cache.invalidateAll();
        }
    }
}
