package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file with one table, and its concurrent writers. */
abstract class SqliteWriters {
    SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(folder.resolve("x.db"));
        database.write(handle -> handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    static void assertUnavailable(ThrowingCallable work) {
        assertThat(catchThrowableOfType(LoginException.class, work))
                .isNotNull()
                .extracting(LoginException::code)
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    int insert(int id) {
        return database.write(handle -> handle.execute("INSERT INTO t VALUES (?)", id));
    }

    Object fail(int id) {
        return database.write(handle -> {
            handle.execute("INSERT INTO t VALUES (?)", id);
            throw new IllegalStateException("on purpose");
        });
    }

    List<Integer> ids() {
        return database.read(handle -> handle.list("SELECT id FROM t ORDER BY id", row -> row.getInt(1)));
    }

    static <T> CompletableFuture<T> later(Supplier<T> work) {
        var end = new CompletableFuture<T>();
        var thread = new Thread(() -> {
            try {
                end.complete(work.get());
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    static Thread thread(Runnable work) {
        var thread = new Thread(null, work, "waiting", 64 * 1024);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
        return thread;
    }

    static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
