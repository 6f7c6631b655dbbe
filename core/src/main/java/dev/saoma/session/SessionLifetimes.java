package dev.saoma.session;

import dev.saoma.store.Session;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts.
 *
 * @param idle how long an unused session lasts (default 30 minutes); 2 minutes or more, since use is stored once a minute
 * @param absolute how long a session lasts at most (default 12 hours)
 * @param cached how long a node may use its cache: 30 s suits one node, 2 s several (another node may accept a session for
 *     that long after it ended here), zero reads the database every time; use is not stored meanwhile, so with the minute
 *     it must be less than {@code idle}
 * @param recent how long a sign-in counts as recent for what asks for that (default 10 minutes)
 */
public record SessionLifetimes(Duration idle, Duration absolute, Duration cached, Duration recent) {
    /** How often the use of a session is stored. */
    static final Duration SEEN_STEP = Duration.ofMinutes(1);

    /** The least that {@code idle} may be. */
    public static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

    /**
     * @throws IllegalArgumentException when idle is under 2 minutes, a life is not positive, or idle is not more than cached
     *     and a minute, so that a session in constant use would end
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

    /** The same for several nodes: 2 seconds instead of 30. */
    public static final SessionLifetimes SHARED =
            new SessionLifetimes(DEFAULT.idle(), DEFAULT.absolute(), Duration.ofSeconds(2), DEFAULT.recent());

    /** Whether use is stored often enough for a session in constant use to last; the constructor refuses other values. */
    public static boolean noticesUse(Duration idle, Duration cached) {
        return cached.compareTo(idle.minus(SEEN_STEP)) < 0;
    }

    /** When the session ends if it is not used again. */
    public Instant expiresAt(Session session) {
        Instant idleEnd = session.lastSeenAt().plus(idle);
        Instant absoluteEnd = session.createdAt().plus(absolute);
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }
}
