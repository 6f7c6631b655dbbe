package dev.saoma.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A connection pool created and configured by Saoma. */
final class DedicatedPool implements ConnectionPool {
    private static final long BETWEEN_EVICTIONS = TimeUnit.SECONDS.toNanos(5);

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final ConnectionPermits permits;
    private final AtomicLong evicted = new AtomicLong(Ticker.system().nanos() - BETWEEN_EVICTIONS);

    DedicatedPool(HikariDataSource source, int size) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.permits = new ConnectionPermits(size);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        try {
            return read(handle -> handle.inTransaction(work::apply));
        } catch (JdbiException e) {
            if (StoreErrors.isReadOnlyServer(e)) {
                evict();
            }
            throw e;
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        permits.acquire(WAIT_MS);
        try (Handle handle = jdbi.open()) {
            return work.apply(handle);
        } finally {
            permits.release();
        }
    }

    /** A demoted primary keeps its connections; new connections reach the server that accepts writes now. */
    private void evict() {
        long last = evicted.get();
        long now = Ticker.system().nanos();
        if (now - last >= BETWEEN_EVICTIONS && evicted.compareAndSet(last, now)) {
            source.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public DatabaseLoad load() {
        return permits.load();
    }

    @Override
    public void close() {
        permits.close();
        source.close();
    }
}
