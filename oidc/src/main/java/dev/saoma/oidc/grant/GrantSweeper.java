package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes requests, codes and tokens that have expired, once a minute and in transactions of 500 rows. A code stays for 10 minutes
 * more, in which its repetition is recognised. Of several nodes on one database only one sweeps.
 */
public final class GrantSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrantSweeper.class);
    private static final int STEP = 500;
    private static final int STEPS = 100;
    private static final Duration CODE_KEPT = Duration.ofMinutes(10);
    private static final String LEASE = "oidc-sweep";
    // The sweeping node renews the lease once a minute.
    private static final Duration LEASE_TIME = Duration.ofSeconds(150);

    private final GrantStore store;
    private final Clock clock;
    private final String nodeId = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer;

    public GrantSweeper(GrantStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-oidc-sweeper"));
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    void sweep() {
        try {
            Instant now = clock.instant();
            deleteInSteps(tx -> tx.requests().sweep(now, STEP));
            deleteInSteps(tx -> tx.codes().sweep(now.minus(CODE_KEPT), STEP));
            deleteInSteps(tx -> tx.tokens().sweep(now, STEP));
        } catch (LoginException e) {
            LOG.warn("expired codes and tokens stay for another minute: {}", e.note());
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("expired codes and tokens stay for another minute", e);
        }
    }

    /** Every step takes the lease in its own transaction, so another node cannot take it in the middle of a step. */
    private void deleteInSteps(ToIntFunction<GrantTransaction> step) {
        int deleted = STEP;
        for (int i = 0; i < STEPS && deleted == STEP; i++) {
            deleted = store.write(Durability.ASYNCHRONOUS, tx -> isMyTurn(tx) ? step.applyAsInt(tx) : 0);
        }
    }

    private boolean isMyTurn(GrantTransaction tx) {
        return !store.isShared() || tx.saoma().leases().take(LEASE, nodeId, LEASE_TIME);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
