package dev.saoma.server.management;

import dev.saoma.sql.Database;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests should come here: from the end of the start to the begin of the stop, while the database takes writes.
 * WeChat has no say: when it is down, whoever is signed in is served all the same. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    private static final long WAIT_MS = 2_000;

    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "saoma-readiness");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Database database;
    private @Nullable Future<?> answer;
    private boolean stopping;

    /** The start has ended. */
    public synchronized void started(Database opened) {
        database = opened;
    }

    /** The stop begins. */
    public synchronized void stopping() {
        stopping = true;
    }

    /** Why no request should come: {@code starting}, {@code stopping} or {@code store_unavailable}; empty when they may. Answers within two seconds. */
    public Optional<String> trouble() {
        try {
            Future<?> asked;
            synchronized (this) {
                if (stopping || database == null) {
                    return Optional.of(stopping ? "stopping" : "starting");
                }
                asked = ask(database);
            }
            asked.get(WAIT_MS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return Optional.of("store_unavailable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("store_unavailable");
        }
    }

    /** Many who ask at once share one question, so that a database that hangs is not asked more and more. */
    private Future<?> ask(Database opened) {
        Future<?> last = answer;
        if (last != null && !last.isDone()) {
            return last;
        }
        Future<?> next = asking.submit(() -> opened.write(
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
