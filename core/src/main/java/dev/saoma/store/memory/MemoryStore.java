package dev.saoma.store.memory;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.store.AuditRows;
import dev.saoma.store.LeaseRows;
import dev.saoma.store.SessionRows;
import dev.saoma.store.Store;
import dev.saoma.store.TicketRows;
import dev.saoma.store.Transaction;
import dev.saoma.store.WeChatAuthRows;
import dev.saoma.time.Ticker;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A store in memory, for tests and trials. It runs one writing transaction at a time, rolls back one that fails, and
 * keeps nothing after the process ends. Pass it to {@link dev.saoma.AppBuilder#store}. Thread-safe.
 */
public final class MemoryStore implements Store {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Undo undo = new Undo();
    private final Rows rows = new Rows(
            new MemoryWeChatAuthRows(undo),
            new MemoryTicketRows(undo),
            new MemorySessionRows(undo),
            new MemoryAuditRows(undo),
            new MemoryLeaseRows(undo, Ticker.system()));
    private volatile boolean closed;

    /** Creates an empty store. */
    public MemoryStore() {}

    @Override
    public <T> T write(Durability durability, Function<Transaction, T> work) {
        return under(lock.writeLock(), () -> {
            try {
                T result = work.apply(rows);
                undo.forget();
                return result;
            } finally {
                undo.rollBack();
            }
        });
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return under(lock.readLock(), () -> work.apply(rows));
    }

    @Override
    public void close() {
        closed = true;
    }

    private <T> T under(Lock held, Work<T> work) {
        held.lock();
        try {
            if (closed) {
                throw new LoginException(
                        ErrorCode.STORE_UNAVAILABLE,
                        "The database does not answer; try again in a moment.",
                        "closed",
                        Map.of());
            }
            return work.run();
        } finally {
            held.unlock();
        }
    }

    private interface Work<T> {
        T run();
    }

    private record Rows(
            WeChatAuthRows auths, TicketRows tickets, SessionRows sessions, AuditRows audit, LeaseRows leases)
            implements Transaction {}
}
