package dev.saoma.database;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a database takes writes, for those who ask how an application is, by writing. It keeps one row for that,
 * {@code readiness} in {@code saoma_lease}. Thread-safe.
 */
public final class DatabaseProbe implements AutoCloseable {
    private static final long WAIT_MS = 2_000;
    private static final String ROW = "readiness";

    /** More than a page of SQLite's: a database that cannot grow takes changes of rows, but no login. */
    private static final String PAGES = "x".repeat(8_192);

    private final Database database;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(DaemonThreads.named("saoma-probe"));
    private @Nullable Future<?> answer;

    /** Of this database, which stays the caller's to close. */
    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** Whether something was written and committed now. Answers within two seconds. */
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
        Future<?> next = asking.submit(() -> database.write(this::tryOut));
        answer = next;
        return next;
    }

    private boolean tryOut(Handle handle) {
        handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM saoma_session LIMIT 1) one")
                .mapTo(Integer.class)
                .one();
        if (database.dialect() == Dialect.SQLITE) {
            insert(handle, PAGES);
            return handle.execute("DELETE FROM saoma_lease WHERE name = ?", ROW) == 1;
        }
        // It changes each time, since MySQL writes nothing of a row that stays as it was.
        return handle.execute("UPDATE saoma_lease SET until_at = until_at + 1 WHERE name = ?", ROW) == 1
                || insert(handle, "") == 1;
    }

    private static int insert(Handle handle, String holder) {
        return handle.execute("INSERT INTO saoma_lease (name, holder, until_at) VALUES (?, ?, 0)", ROW, holder);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
