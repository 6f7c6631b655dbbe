package dev.saoma.oidc.logout;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.LogoutNotice;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices of ended sessions to the clients (OpenID Connect Back-Channel Logout). A client accepts with 200 or 204 and refuses
 * for good with 400. After any other outcome the notice is sent again after 10 seconds, 1, 5, 15 and 60 minutes, then given up. The
 * next time is stored before a request begins, so that another node sends what a node that is gone has begun.
 */
public final class BackchannelLogout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackchannelLogout.class);
    /** The last one is never waited for. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(1));

    private final GrantStore store;
    private final Function<LogoutNotice, String> tokens;
    private final boolean requiresHttps;
    private final Clock clock;
    private final LogoutPost post = new LogoutPost();
    private final LogoutSlots slots = new LogoutSlots();
    private final ScheduledExecutorService timer;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failedTries = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();

    /**
     * @param tokens makes the logout token of a notice, each time anew
     * @param requiresHttps whether addresses without TLS are refused
     */
    public BackchannelLogout(
            GrantStore store, Function<LogoutNotice, String> tokens, boolean requiresHttps, Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.requiresHttps = requiresHttps;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-oidc-logout"));
    }

    /** Begins to send. */
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::send, 1, 1, TimeUnit.SECONDS);
    }

    /** Looks for notices at once. Returns at once. */
    public void wake() {
        if (isWoken.compareAndSet(false, true)) {
            try {
                timer.execute(this::send);
            } catch (RejectedExecutionException e) {
                // Closed: the notices stay for the next start or another node.
            }
        }
    }

    /** Returns this node's statistics. */
    public BackchannelLogoutFigures figures() {
        return new BackchannelLogoutFigures(delivered.get(), failedTries.get(), givenUp.get(), slots.taken());
    }

    private void send() {
        isWoken.set(false);
        try {
            Instant now = clock.instant();
            for (ClientId client : store.lookUp(tx -> tx.logouts().due(now))) {
                int free = slots.free(client);
                if (free > 0) {
                    claim(client, now, free).forEach(this::begin);
                }
            }
        } catch (LoginException e) {
            LOG.warn("notices of ended sessions wait for another second: {}", e.note());
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("notices of ended sessions wait for another second", e);
        }
    }

    private List<LogoutNotice> claim(ClientId client, Instant now, int limit) {
        return store.write(
                Durability.ASYNCHRONOUS,
                tx -> tx.logouts().due(client, now, limit).stream()
                        .filter(notice -> tx.logouts().claim(notice, now.plus(pause(notice))))
                        .toList());
    }

    private static Duration pause(LogoutNotice notice) {
        return PAUSES.get(Math.min(notice.tries(), PAUSES.size() - 1));
    }

    private void begin(LogoutNotice notice) {
        if (notice.tries() >= PAUSES.size()) {
            giveUp(notice, "the node that sent it last is gone");
        } else if (requiresHttps && !"https".equals(notice.uri().getScheme())) {
            giveUp(notice, "its address is not https");
        } else {
            post(notice);
        }
    }

    private void post(LogoutNotice notice) {
        slots.take(notice.client());
        try {
            var unused = post.send(notice.uri(), tokens.apply(notice))
                    .whenComplete((status, failure) -> end(notice, status, failure));
        } catch (RuntimeException e) {
            end(notice, null, e);
        }
    }

    private void end(LogoutNotice notice, @Nullable Integer status, @Nullable Throwable failure) {
        slots.release(notice.client());
        try {
            if (status == null) {
                failed(notice, failure == null ? "no answer" : kind(failure));
            } else if (status == 200 || status == 204) {
                delivered.incrementAndGet();
                delete(notice);
            } else if (status == 400) {
                failedTries.incrementAndGet();
                giveUp(notice, "status 400");
            } else {
                failed(notice, "status " + status);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "what became of a notice to {} cannot be stored, so that it may be sent again", notice.client(), e);
        }
        wake();
    }

    /** Returns the kind of a failure, whose message may hold the address or more. */
    private static String kind(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private void failed(LogoutNotice notice, String cause) {
        failedTries.incrementAndGet();
        if (notice.tries() + 1 >= PAUSES.size()) {
            giveUp(notice, cause);
        } else {
            LOG.debug(
                    "{} did not accept the notice of an ended session ({}); it is sent again", notice.client(), cause);
        }
    }

    private void delete(LogoutNotice notice) {
        boolean unused =
                store.writeSingle(Durability.ASYNCHRONOUS, tx -> tx.logouts().delete(notice.id()));
    }

    /** The event names no user: the user may have been erased meanwhile, and the name in the notice is not the user's own. */
    private void giveUp(LogoutNotice notice, String cause) {
        String note = notice.client() + ": " + cause;
        boolean isGone = store.write(Durability.SYNCHRONOUS, tx -> {
            boolean deleted = tx.logouts().delete(notice.id());
            if (deleted) {
                tx.saoma()
                        .audit()
                        .append(new AuditEvent(
                                clock.instant(), AuditEvent.Kind.LOGOUT_UNDELIVERED, Actor.SYSTEM, "", "", note));
            }
            return deleted;
        });
        if (isGone) {
            givenUp.incrementAndGet();
            LOG.warn(
                    "the notice of an ended session was not accepted and is given up: {}; check the client's"
                            + " backchannelLogoutUri, where the user may still be signed in",
                    note);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        post.close();
    }
}
