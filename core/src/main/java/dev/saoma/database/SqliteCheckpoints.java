package dev.saoma.database;

import dev.saoma.internal.thread.DaemonThreads;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private static final long PERIOD_MS = 1_000;

    /** 64 MiB of pages. SQLite begins the log anew only after a checkpoint of all of it, during which no one writes. */
    private static final int MOST_PAGES = 16_384;

    private final SqlConnection connection;
    private final SqliteWriter writer;
    private final Path log;
    private final int mostPages;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-sqlite-checkpoint"));
    private long seen;

    /** @param file the file of the database */
    SqliteCheckpoints(SqlConnection connection, SqliteWriter writer, Path file) {
        this(connection, writer, file, PERIOD_MS, MOST_PAGES);
    }

    /** @param mostPages how long the log may be before writers wait for a checkpoint */
    SqliteCheckpoints(SqlConnection connection, SqliteWriter writer, Path file, long periodMs, int mostPages) {
        this.connection = connection;
        this.writer = writer;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.mostPages = mostPages;
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::run, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /** @param pages the pages in the log */
    private record Progress(int pages, int copied) {
        boolean isComplete() {
            return copied == pages;
        }
    }

    private void run() {
        long commits = writer.commits();
        if (commits == seen) {
            return;
        }
        try {
            Progress progress = checkpoint();
            if (progress.pages() > mostPages) {
                writer.exclusively(this::checkpoint);
            }
            if (!progress.isComplete()) {
                sync();
            }
            seen = commits;
        } catch (RuntimeException | IOException e) {
            LOG.warn("the write-ahead log could not be copied into the database: {}", StoreErrors.note(e));
        }
    }

    private Progress checkpoint() {
        return connection
                .list("PRAGMA wal_checkpoint(PASSIVE)", row -> new Progress(row.getInt(2), row.getInt(3)))
                .get(0);
    }

    /** SQLite does not sync the log when a reader of an older state leaves it nothing to copy. */
    private void sync() throws IOException {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
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
