package dev.saoma.session;

import dev.saoma.store.Session;
import java.time.Duration;
import java.time.Instant;

/**
 * The lifetimes of sessions.
 *
 * @param idle the time without use after which a session ends (default 30 minutes; at least 2, as use is stored once a minute)
 * @param absolute the time after which a session ends even if it is used (default 12 hours)
 * @param cached the time for which a node may use its cache: 30 s suits one node, 2 s several (another node may accept a
 *     session for that long after it ended here), zero reads the database every time. Use is not stored meanwhile, so this and
 *     one minute together must be less than {@code idle}
 * @param recent the time for which a sign-in counts as recent, for operations that require that (default 10 minutes)
 */
public record SessionLifetimes(Duration idle, Duration absolute, Duration cached, Duration recent) {
    /** The interval at which the use of a session is stored. */
    static final Duration SEEN_STEP = Duration.ofMinutes(1);

    /** The smallest value of {@code idle}. */
    public static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

    /**
     * @throws IllegalArgumentException when a lifetime is not positive, or {@code idle} is less than 2 minutes or not more than
     *     {@code cached} and one minute, as a session in constant use would end
     */
    public SessionLifetimes {
        boolean positive = absolute.compareTo(Duration.ZERO) > 0 && recent.compareTo(Duration.ZERO) > 0;
        if (idle.compareTo(SHORTEST_IDLE) < 0 || !positive || cached.isNegative()) {
            throw new IllegalArgumentException(
                    "idle must be 2 minutes or more, absolute and recent positive, cached not negative");
        }
        if (!noticesUse(idle, cached)) {
            throw new IllegalArgumentException(
                    "idle must be more than cached and a minute, else a session in constant use would end");
        }
    }

    /** 30 minutes, 12 hours, 30 seconds, 10 minutes. */
    public static final SessionLifetimes DEFAULT = new SessionLifetimes(
            Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** The defaults for several nodes: {@code cached} is 2 seconds instead of 30. */
    public static final SessionLifetimes SHARED =
            new SessionLifetimes(DEFAULT.idle(), DEFAULT.absolute(), Duration.ofSeconds(2), DEFAULT.recent());

    /** Returns whether use is stored often enough for a session in constant use to last; the constructor requires that. */
    public static boolean noticesUse(Duration idle, Duration cached) {
        return cached.compareTo(idle.minus(SEEN_STEP)) < 0;
    }

    /** Returns the time at which the session ends if it is not used again. */
    public Instant expiresAt(Session session) {
        Instant idleEnd = session.lastSeenAt().plus(idle);
        Instant absoluteEnd = latestEnd(session);
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }

    /** Returns the time at which the session ends however much it is used. */
    public Instant latestEnd(Session session) {
        return session.createdAt().plus(absolute);
    }
}
