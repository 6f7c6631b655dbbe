package dev.saoma;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.session.Sessions;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import dev.saoma.time.Ticker;
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
 * Deletes expired rows, and audit rows older than 180 days, once a minute and in transactions of 500 rows. When the
 * clock is set forward, rows that expire only by the jump are kept for one more day. Of several nodes on one database
 * only one sweeps. When that node is gone, another takes over within four minutes.
 */
final class ExpirySweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeper.class);
    private static final int STEP = 500;
    private static final int STEPS = 200;
    private static final Duration AUDIT_AGE = Duration.ofDays(180);
    private static final String LEASE = "sweep";
    // The sweeping node renews the lease once a minute.
    private static final Duration LEASE_TIME = Duration.ofSeconds(150);

    private final Store store;
    private final Sessions sessions;
    private final SweepHorizon horizon;
    private final String nodeId = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer;
    private boolean started;

    ExpirySweeper(Store store, Sessions sessions, Clock clock, Ticker ticker) {
        this.store = store;
        this.sessions = sessions;
        this.horizon = new SweepHorizon(clock, ticker);
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-sweeper"));
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    synchronized void sweep() {
        try {
            Instant now = now();
            deleteInSteps(tx -> tx.tickets().sweep(now, STEP));
            if (takeLease()) {
                sessions.announceSweep(now);
                deleteInSteps(tx -> sessions.sweep(tx.sessions(), now, STEP));
            }
            deleteInSteps(tx -> tx.audit().sweep(now.minus(AUDIT_AGE), STEP));
        } catch (LoginException e) {
            LOG.warn("expired rows stay for another minute: {}", e.note());
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("expired rows stay for another minute", e);
        }
    }

    private Instant now() {
        if (!started) {
            store.read(tx -> tx.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 1)).stream()
                    .map(kept -> kept.event().at())
                    .forEach(horizon::startedAfter);
            started = true;
        }
        return horizon.now();
    }

    /** Only the node that sweeps tells what it will delete. */
    private boolean takeLease() {
        return store.write(Durability.ASYNCHRONOUS, tx -> tx.leases().take(LEASE, nodeId, LEASE_TIME));
    }

    /** Every step takes the lease in its own transaction, so another node cannot take it in the middle of a step. */
    private void deleteInSteps(ToIntFunction<Transaction> step) {
        int deleted = STEP;
        for (int i = 0; i < STEPS && deleted == STEP; i++) {
            deleted = store.write(
                    Durability.ASYNCHRONOUS,
                    tx -> tx.leases().take(LEASE, nodeId, LEASE_TIME) ? step.applyAsInt(tx) : 0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
