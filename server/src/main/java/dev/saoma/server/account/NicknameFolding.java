package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.server.account.AccountSearchRows.Found;
import dev.saoma.store.sql.SqlStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds nicknames for the search in the background, every ten seconds: those of an earlier release after an update, and those that
 * any node has written since, whether it knows of the search or not. One node does it for all, 1,000 accounts in a transaction.
 */
public final class NicknameFolding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NicknameFolding.class);
    private static final int STEP = 1_000;
    private static final int PERIOD_SECONDS = 10;
    private static final int STOP_SECONDS = 2;
    /** Between two steps, so that logins get the connection that writes. */
    private static final int PAUSE_MS = 20;

    private static final String LEASE = "nicknames";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    private final SqlStore store;
    private final String nodeId = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-nicknames"));
    private boolean failed;

    private NicknameFolding(SqlStore store) {
        this.store = store;
    }

    /** Starts the thread that folds nicknames, and returns at once. */
    public static NicknameFolding start(SqlStore store) {
        var folding = new NicknameFolding(store);
        ScheduledFuture<?> unused =
                folding.timer.scheduleWithFixedDelay(folding::run, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        return folding;
    }

    private void run() {
        try {
            for (Optional<String> last = step(store, nodeId, ""); last.isPresent(); ) {
                Thread.sleep(PAUSE_MS);
                last = step(store, nodeId, last.get());
            }
            failed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            warnOnce(e);
        }
    }

    private void warnOnce(RuntimeException e) {
        if (!failed && !timer.isShutdown()) {
            LOG.warn(
                    "nicknames are not folded, so that a search does not find all of them; trying again every {} s: {}",
                    PERIOD_SECONDS,
                    e instanceof LoginException refusal
                            ? refusal.note()
                            : e.getClass().getSimpleName());
        }
        failed = true;
    }

    /**
     * Folds the nicknames of the next 1,000 accounts after an identifier, since PostgreSQL would find those of the steps before
     * again and again until it vacuums. Returns the last identifier; empty when there were none, or another node is at it.
     */
    static Optional<String> step(SqlStore store, String nodeId, String after) {
        // Reads first, as a lease is a write.
        if (toFold(store.database(), after).isEmpty()) {
            return Optional.empty();
        }
        Database database = store.database();
        return database.write(Durability.ASYNCHRONOUS, sql -> {
            if (!store.rows(sql).leases().take(LEASE, nodeId, LEASE_TIME)) {
                return Optional.empty();
            }
            var rows = new AccountSearchRows(sql, database.dialect());
            List<Account> accounts =
                    rows.toFold(after, STEP).stream().map(Found::account).toList();
            rows.fold(accounts);
            return accounts.stream().map(account -> account.id().value()).reduce((first, second) -> second);
        });
    }

    private static List<Found> toFold(Database database, String after) {
        return database.read(sql -> new AccountSearchRows(sql, database.dialect()).toFold(after, 1));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("a step of folding has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
