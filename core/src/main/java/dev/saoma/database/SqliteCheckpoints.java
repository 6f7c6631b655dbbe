package dev.saoma.database;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log of a SQLite file into the file, once a second if something was committed. That syncs the log
 * first, so asynchronous commits are on the disk within about a second. It has a thread and a connection of its own, so that
 * no caller waits for these syncs.
 */
final class SqliteCheckpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoints.class);
    private static final long WAIT_SECONDS = 5;

    /** 64 MiB of pages. SQLite begins the log anew only after a checkpoint of all of it, during which no one writes. */
    private static final int MOST_PAGES = 16_384;

    private final SqlConnection connection;
    private final SqliteWriter writer;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-sqlite-checkpoint"));
    private long seen;

    SqliteCheckpoints(SqlConnection connection, SqliteWriter writer) {
        this.connection = connection;
        this.writer = writer;
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
    }

    private void run() {
        long commits = writer.commits();
        if (commits == seen) {
            return;
        }
        try {
            if (pagesAfterCheckpoint() > MOST_PAGES) {
                writer.exclusively(this::pagesAfterCheckpoint);
            }
            seen = commits;
        } catch (RuntimeException e) {
            LOG.warn("the write-ahead log could not be copied into the database: {}", StoreErrors.note(e));
        }
    }

    /** Returns the number of pages in the log. */
    private int pagesAfterCheckpoint() {
        List<Integer> pages = connection.list("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(2));
        return pages.get(0);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
