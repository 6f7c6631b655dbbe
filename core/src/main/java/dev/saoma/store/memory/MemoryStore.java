package dev.saoma.store.memory;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.store.AuditRows;
import dev.saoma.store.LeaseRows;
import dev.saoma.store.PersonalDataRows;
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
    private final Rows rows = Rows.of(undo);
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
            WeChatAuthRows auths,
            TicketRows tickets,
            SessionRows sessions,
            AuditRows audit,
            PersonalDataRows personalData,
            LeaseRows leases)
            implements Transaction {

        static Rows of(Undo undo) {
            var auths = new MemoryWeChatAuthRows(undo);
            var tickets = new MemoryTicketRows(undo);
            return new Rows(
                    auths,
                    tickets,
                    new MemorySessionRows(undo),
                    new MemoryAuditRows(undo),
                    new MemoryPersonalDataRows(auths, tickets),
                    new MemoryLeaseRows(undo, Ticker.system()));
        }
    }
}
