package dev.saoma;

import dev.saoma.error.LoginException;
import dev.saoma.login.LoginTransaction;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the rows of what has expired, once a minute and in small steps, so that nothing grows without end. */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int STEP = 500;
    private static final int STEPS = 200;

    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    Sweeper(Store<LoginTransaction> store, Sessions sessions, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "saoma-sweeper");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    void sweep() {
        try {
            int went = STEP;
            for (int step = 0; step < STEPS && went == STEP; step++) {
                went = store.write(tx -> tx.tickets().sweep(clock.instant(), STEP));
            }
            went = STEP;
            for (int step = 0; step < STEPS && went == STEP; step++) {
                went = sessions.sweep(STEP);
            }
        } catch (LoginException e) {
            LOG.warn("expired rows stay for another minute: {}", e.note());
        } catch (RuntimeException e) {
            // Thrown on, it would end the timer.
            LOG.warn("expired rows stay for another minute", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
