package dev.saoma.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.durability.Durability;
import dev.saoma.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** A connection pool created and configured by Saoma. */
final class DedicatedPool implements ConnectionPool {
    private static final long BETWEEN_EVICTIONS = TimeUnit.SECONDS.toNanos(5);
    private static final String ASYNCHRONOUS = "SELECT set_config('synchronous_commit', 'off', TRUE)";

    private final HikariDataSource source;
    private final boolean isPostgres;
    private final ConnectionPermits permits;
    private final AtomicLong evicted = new AtomicLong(Ticker.system().nanos() - BETWEEN_EVICTIONS);

    DedicatedPool(HikariDataSource source, Dialect dialect, int size) {
        this.source = source;
        this.isPostgres = dialect == Dialect.POSTGRESQL;
        this.permits = new ConnectionPermits(size);
    }

    @Override
    public <T> T write(Durability durability, Function<SqlConnection, T> work) {
        return evicting(() -> with(jdbc -> transaction(jdbc, durability, work)));
    }

    @Override
    public <T> T writeSingle(Durability durability, Function<SqlConnection, T> work) {
        return isPostgres ? evicting(() -> with(jdbc -> statement(jdbc, durability, work))) : write(durability, work);
    }

    private <T> T evicting(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedSqlException e) {
            if (StoreErrors.isReadOnlyServer(e)) {
                evict();
            }
            throw e;
        }
    }

    /** Without BEGIN and COMMIT, PostgreSQL takes the statements of one round trip for one transaction. */
    private static <T> T statement(Connection jdbc, Durability durability, Function<SqlConnection, T> work) {
        SqlConnection sql = pipelining(jdbc, durability);
        T result = work.apply(sql);
        sql.flush();
        return result;
    }

    private static SqlConnection pipelining(Connection jdbc, Durability durability) {
        SqlConnection sql = SqlConnection.pipelining(jdbc);
        if (durability == Durability.ASYNCHRONOUS) {
            sql.executeLater(ASYNCHRONOUS);
        }
        return sql;
    }

    private <T> T transaction(Connection jdbc, Durability durability, Function<SqlConnection, T> work)
            throws SQLException {
        jdbc.setAutoCommit(false);
        boolean committed = false;
        try {
            SqlConnection sql = isPostgres ? pipelining(jdbc, durability) : SqlConnection.of(jdbc);
            T result = work.apply(sql);
            sql.commit();
            committed = true;
            return result;
        } finally {
            // The pool turns auto-commit on again when the connection is returned.
            if (!committed) {
                rollBack(jdbc);
            }
        }
    }

    private static void rollBack(Connection jdbc) {
        try {
            jdbc.rollback();
        } catch (SQLException e) {
            // The connection is broken, as its pool finds out; the failure that led here says more.
        }
    }

    @Override
    public <T> T read(Function<SqlConnection, T> work) {
        return with(jdbc -> work.apply(SqlConnection.of(jdbc)));
    }

    private interface Work<T> {
        T run(Connection jdbc) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        permits.acquire(WAIT_MS);
        try (Connection jdbc = source.getConnection()) {
            return work.run(jdbc);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
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
