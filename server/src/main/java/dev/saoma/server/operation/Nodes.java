package dev.saoma.server.operation;

import dev.saoma.App;
import dev.saoma.AppOverlay;
import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.server.doctor.DatabaseClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that share a database. Reports this one every ten seconds, and forgets those that were not seen for an hour; a node
 * that stops in order is forgotten at once. Thread-safe.
 */
public final class Nodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final long EVERY_SECONDS = 10;
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(1);

    private final String node;
    private final Database database;
    private final ElementState elements;
    private final Supplier<Optional<String>> unreadyReason;
    private final Clock clock;
    private final Instant startedAt;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-nodes"));
    private @Nullable String host;
    private @Nullable String store;
    private boolean isRefused;

    /**
     * Creates the nodes of a database; this one is reported from {@link #start} on.
     *
     * @param node the name of this node, at most 16 characters
     * @param overlay the login instances in the database; empty when they are not in use
     * @param unreadyReason why this node is not ready, in a bounded time; empty when it is
     */
    public Nodes(
            String node,
            Database database,
            App app,
            Optional<AppOverlay> overlay,
            Supplier<Optional<String>> unreadyReason) {
        this.node = node;
        this.database = database;
        this.elements = new ElementState(app.elements(), overlay);
        this.unreadyReason = unreadyReason;
        this.clock = app.clock();
        this.startedAt = clock.instant();
    }

    /** Nodes at a time of the database's clock. */
    record Seen(Instant at, List<NodeStatus> nodes) {
        boolean isAlive(NodeStatus node) {
            return at.isBefore(node.report().seenAt().plus(DEAD_AFTER));
        }
    }

    /** Begins to report. */
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::report, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    Seen seen() {
        return database.read(
                sql -> new Seen(DatabaseClock.now(sql, database.dialect(), clock), new NodeRows(sql).all()));
    }

    /** Reports this node. */
    void report() {
        try {
            String health = unreadyReason.get().orElse("UP");
            String stamp = elements.stamp();
            List<String> missing = elements.missingVariables();
            String machine = host();
            String product = product();
            database.write(Durability.ASYNCHRONOUS, sql -> {
                Instant before = clock.instant();
                Instant now = DatabaseClock.now(sql, database.dialect(), clock);
                var report = new NodeStatus.Report(
                        now, health, product, ahead(before, now, clock.instant()), stamp, missing);
                var rows = new NodeRows(sql);
                rows.put(new NodeStatus(node, machine, version(), startedAt, report));
                return rows.sweep(now.minus(KEPT));
            });
            isRefused = false;
        } catch (LoginException e) {
            // Said once, since it is tried again every ten seconds.
            if (!isRefused) {
                LOG.warn("this node is not reported: {}", e.note());
            }
            isRefused = true;
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("this node is not reported", e);
        }
    }

    /** Returns how far this clock is ahead, as far as the time of the call leaves no doubt. */
    static long ahead(Instant before, Instant theirs, Instant after) {
        if (theirs.isBefore(before)) {
            return Duration.between(theirs, before).toMillis();
        }
        return theirs.isAfter(after) ? -Duration.between(after, theirs).toMillis() : 0;
    }

    private String host() {
        String known = host;
        if (known == null) {
            known = Optional.ofNullable(System.getenv("HOSTNAME")).orElseGet(Nodes::machine);
            host = known;
        }
        return known;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private String product() {
        String known = store;
        if (known == null) {
            known = database.read(sql -> {
                try {
                    DatabaseMetaData about = sql.jdbc().getMetaData();
                    return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
                } catch (SQLException e) {
                    return "";
                }
            });
            store = known;
        }
        return known;
    }

    private static String version() {
        return Objects.requireNonNullElse(Nodes.class.getPackage().getImplementationVersion(), "development");
    }

    /** Forgets this node. Call it before the database is closed. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            // A report that is under way would bring the row back.
            if (!timer.awaitTermination(EVERY_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the report of this node does not end");
            }
            database.write(Durability.ASYNCHRONOUS, sql -> {
                new NodeRows(sql).delete(node);
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("this node stays in the list for an hour", e);
        }
    }
}
