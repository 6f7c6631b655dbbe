package dev.saoma;

import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the rows of what has expired, and of a trail older than 180 days, once a minute and in small steps, so that
 * nothing grows without end. A clock that was set forward sweeps nothing for a day that the time which has passed would not
 * have. Of several nodes on one database one does it for all, and another takes over within four minutes when that one is
 * gone.
 */
final class ExpirySweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeper.class);
    private static final int STEP = 500;
    private static final int STEPS = 200;
    private static final Duration TRAIL = Duration.ofDays(180);
    private static final String CHORE = "sweep";
    // Renewed once a minute by whoever has it.
    private static final Duration TURN = Duration.ofSeconds(150);

    private final Store store;
    private final Sessions sessions;
    private final SweepHorizon horizon;
    private final String self = UUID.randomUUID().toString();
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
            inSteps(tx -> tx.tickets().sweep(now, STEP));
            inSteps(tx -> sessions.sweep(tx.sessions(), now, STEP));
            inSteps(tx -> tx.audit().sweep(now.minus(TRAIL), STEP));
        } catch (LoginException e) {
            LOG.warn("expired rows stay for another minute: {}", e.note());
        } catch (RuntimeException e) {
            // Thrown on, it would end the timer.
            LOG.warn("expired rows stay for another minute", e);
        }
    }

    private Instant now() {
        if (!started) {
            store.read(tx -> tx.audit().newest(Optional.empty(), Long.MAX_VALUE, 1)).stream()
                    .map(kept -> kept.event().at())
                    .forEach(horizon::startedAfter);
            started = true;
        }
        return horizon.now();
    }

    /** Asked for in every step's own transaction, the turn cannot pass to another node in the middle of one. */
    private void inSteps(ToIntFunction<Transaction> step) {
        int went = STEP;
        for (int i = 0; i < STEPS && went == STEP; i++) {
            went = store.write(tx -> tx.leases().take(CHORE, self, TURN) ? step.applyAsInt(tx) : 0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
