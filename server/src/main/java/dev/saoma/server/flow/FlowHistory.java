package dev.saoma.server.flow;

import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored steps of logins, of all nodes. Stores what this node's recorder has queued: failures once a second, at most 20 of them,
 * and counts once a minute. Failures are kept for 7 days, counts for 30. What the database does not take is lost. Thread-safe.
 */
public final class FlowHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowHistory.class);
    private static final int FAILURES = 20;
    private static final int SWEPT = 2_000;
    private static final Duration FAILURE_AGE = Duration.ofDays(7);
    private static final Duration COUNT_AGE = Duration.ofDays(30);

    private final Database database;
    private final FlowRecorder recorder;
    private final Clock clock;
    private final HourlyCounts hourly;
    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-flow"));
    private boolean isRefused;

    /** Creates a history that stores nothing before {@link #start}. */
    public FlowHistory(Database database, FlowRecorder recorder, Clock clock) {
        this.database = database;
        this.recorder = recorder;
        this.clock = clock;
        this.hourly = new HourlyCounts(database, clock);
    }

    /** Returns the name of this node, 8 characters, another one after each start. */
    public String node() {
        return node;
    }

    /** Begins to store. */
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(() -> store(false), 1, 1, TimeUnit.SECONDS);
        unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
        unused = timer.scheduleWithFixedDelay(this::sum, 0, 1, TimeUnit.SECONDS);
    }

    /** Stores what is queued; with {@code all}, also the counts of a minute that has not ended. */
    synchronized void store(boolean all) {
        List<FlowFailure> failures = recorder.takeFailures(FAILURES);
        Map<FlowCounts.Key, Long> counts = recorder.takeCounts(all);
        if (failures.isEmpty() && counts.isEmpty()) {
            return;
        }
        write(rows -> {
            failures.forEach(failure -> rows.insert(node, failure));
            rows.insert(node, counts);
        });
    }

    /** Deletes what is too old. */
    void sweep() {
        Instant now = clock.instant();
        write(rows -> rows.sweep(now.minus(FAILURE_AGE), now.minus(COUNT_AGE), SWEPT));
    }

    private void sum() {
        try {
            hourly.sum();
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.debug("the counts of logins are not read", e);
        }
    }

    private void write(Consumer<FlowRows> work) {
        try {
            database.write(Durability.ASYNCHRONOUS, sql -> {
                work.accept(new FlowRows(sql, database.dialect()));
                return true;
            });
            isRefused = false;
        } catch (LoginException e) {
            // Said once, since it is tried again every second.
            if (!isRefused) {
                LOG.warn("the steps of logins are not stored: {}", e.note());
            }
            isRefused = true;
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("the steps of logins are not stored", e);
        }
    }

    /** Returns the newest failures of all nodes before an id, of a code and an attempt if they are given. */
    public List<StoredFailure> failures(Optional<String> code, Optional<String> attempt, long before, int limit) {
        return database.read(sql -> new FlowRows(sql, database.dialect()).failures(code, attempt, before, limit));
    }

    /** Returns how often each step ended how since a moment, on all nodes, sorted by name; the last minute may be missing. */
    public List<FlowCount> counts(Instant since) {
        Map<FlowRows.Group, Long> browsers =
                database.read(sql -> new FlowRows(sql, database.dialect()).browsers(since));
        return hourly.since(since).stream()
                .map(count -> count.with(browsers.getOrDefault(FlowRows.Group.of(count), 0L)))
                .toList();
    }

    /** Returns how far logins came in each hour since a moment in which there was one, the first of which may be a part of one. */
    public List<FunnelPart> funnel(Instant since) {
        return hourly.parts(since).entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> FunnelPart.of(part.getKey(), part.getValue()))
                .toList();
    }

    /** Stores the rest. Call it before the database is closed. */
    @Override
    public void close() {
        timer.shutdownNow();
        store(true);
    }
}
