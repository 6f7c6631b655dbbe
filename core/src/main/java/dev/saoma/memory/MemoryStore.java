package dev.saoma.memory;

import dev.saoma.audit.AuditEvents;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuths;
import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionRows;
import dev.saoma.store.Leases;
import dev.saoma.store.Store;
import dev.saoma.ticket.Tickets;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The login's rows in memory, for tests and trials: one transaction at a time, taken back when it fails, and nothing left
 * when the process ends. Give it to {@link dev.saoma.AppBuilder#store}. Thread-safe.
 */
public final class MemoryStore implements Store<LoginTransaction> {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Undo undo = new Undo();
    private final Rows rows = new Rows(
            new MemoryWeChatAuths(undo),
            new MemoryTickets(undo),
            new MemorySessions(undo),
            new MemoryAuditEvents(undo),
            // One process, so it is always this one's turn.
            (name, holder, life) -> true);
    private volatile boolean closed;

    /** Without rows. */
    public MemoryStore() {}

    @Override
    public <T> T write(Function<? super LoginTransaction, T> work) {
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
    public <T> T read(Function<? super LoginTransaction, T> work) {
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

    private record Rows(WeChatAuths auths, Tickets tickets, SessionRows sessions, AuditEvents audit, Leases leases)
            implements LoginTransaction {}
}
