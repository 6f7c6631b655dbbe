package dev.saoma.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.saoma.error.LoginException;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the application still has a session's user and organisation as valid. Ends a session that is not. Thread-safe. */
final class SessionValidity {
    private static final Logger LOG = LoggerFactory.getLogger(SessionValidity.class);
    private static final Duration CHECK_STEP = Duration.ofMinutes(1);

    private final Predicate<Session> valid;
    private final Clock clock;
    private final Consumer<Session> end;
    private final Cache<SessionId, Boolean> checked;

    /** @param end ends a session */
    SessionValidity(Predicate<Session> valid, Clock clock, Ticker ticker, Consumer<Session> end) {
        this.valid = valid;
        this.clock = clock;
        this.end = end;
        this.checked = Caffeine.newBuilder()
                .maximumSize(SessionCache.AT_MOST)
                .expireAfterWrite(CHECK_STEP)
                .ticker(ticker::nanos)
                .build();
    }

    /**
     * Checks a session once a minute, except in its first minute, as the login has checked it. Not called while the cache of
     * sessions loads: a directory that hangs would block other sessions, and one that ends sessions would wait for itself.
     */
    boolean isValid(Session session) {
        return isYoung(session) || checked.asMap().putIfAbsent(session.id(), true) != null || isValidNow(session);
    }

    /** Checks a session in any case. */
    boolean isValidNow(Session session) {
        try {
            if (valid.test(session)) {
                return true;
            }
        } catch (RuntimeException e) {
            checked.invalidate(session.id());
            throw e;
        }
        end(session);
        return false;
    }

    /** A negative age means that the clock was set back. */
    private boolean isYoung(Session session) {
        Duration age = Duration.between(session.createdAt(), clock.instant());
        return !age.isNegative() && age.compareTo(CHECK_STEP) < 0;
    }

    private void end(Session session) {
        try {
            end.accept(session);
        } catch (RuntimeException e) {
            checked.invalidate(session.id());
            LOG.warn(
                    "a session that does not stand is refused, and its row stays: {}",
                    e instanceof LoginException refusal
                            ? refusal.note()
                            : e.getClass().getSimpleName());
        }
    }
}
