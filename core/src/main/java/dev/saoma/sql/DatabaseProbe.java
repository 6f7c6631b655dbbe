package dev.saoma.sql;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds out whether a database takes writes, for those who ask how an application is. Thread-safe. */
public final class DatabaseProbe implements AutoCloseable {
    private static final long WAIT_MS = 2_000;

    private final Database database;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "saoma-probe");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> answer;

    /** Of this database, which stays the caller's to close. */
    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** Whether a write was begun and ended now. Answers within two seconds. */
    public boolean answers() {
        try {
            ask().get(WAIT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Many who ask at once share one question, so that a database that hangs is not asked more and more. */
    private synchronized Future<?> ask() {
        Future<?> last = answer;
        if (last != null && !last.isDone()) {
            return last;
        }
        Future<?> next = asking.submit(() -> database.write(
                handle -> handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM saoma_session LIMIT 1) one")
                        .mapTo(Integer.class)
                        .one()));
        answer = next;
        return next;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
