package dev.saoma.database;

import dev.saoma.internal.thread.DaemonThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Checks by a write whether a database accepts writes, for readiness checks. It uses one row, {@code readiness} in
 * {@code saoma_lease}. Thread-safe.
 */
public final class DatabaseProbe implements AutoCloseable {
    private static final long WAIT_MS = 2_000;
    private static final String ROW = "readiness";

    /** More than one page of SQLite: a database that cannot grow accepts updates, but no login. */
    private static final String PAGES = "x".repeat(8_192);

    private final Database database;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(DaemonThreads.named("saoma-probe"));
    private @Nullable Future<?> current;

    /** Creates a probe for a database, which the caller closes. */
    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** Returns whether a row was written and committed now, within two seconds. */
    public boolean answers() {
        try {
            probe().get(WAIT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Concurrent callers share one write, so a database that hangs does not get more and more of them. */
    private synchronized Future<?> probe() {
        Future<?> last = current;
        if (last != null && !last.isDone()) {
            return last;
        }
        Future<?> next = executor.submit(() -> database.write(this::writeRow));
        current = next;
        return next;
    }

    private boolean writeRow(SqlConnection sql) {
        sql.count("SELECT count(*) FROM (SELECT 1 FROM saoma_session LIMIT 1) one");
        if (database.dialect() == Dialect.SQLITE) {
            insert(sql, PAGES);
            return sql.execute("DELETE FROM saoma_lease WHERE name = ?", ROW) == 1;
        }
        // The value changes each time, because MySQL does not write an unchanged row.
        return sql.execute("UPDATE saoma_lease SET until_at = until_at + 1 WHERE name = ?", ROW) == 1
                || insert(sql, "") == 1;
    }

    private static int insert(SqlConnection sql, String holder) {
        return sql.execute("INSERT INTO saoma_lease (name, holder, until_at) VALUES (?, ?, 0)", ROW, holder);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
