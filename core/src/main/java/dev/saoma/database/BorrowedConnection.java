package dev.saoma.database;

import dev.saoma.error.LoginException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * Sets what a transaction of ours needs on a borrowed connection, whatever state it comes in, and restores that state on
 * close.
 */
abstract class BorrowedConnection implements AutoCloseable {
    private static final int SILENCE_MS = 5_000;

    /** SQL's own code for what cannot be done while a transaction is open. */
    private static final String ACTIVE_TRANSACTION = "25001";

    private final Connection connection;
    private final Deque<Change> undo = new ArrayDeque<>();
    private boolean begun;
    private boolean spoiled;

    BorrowedConnection(Connection connection) {
        this.connection = connection;
    }

    interface Change {
        void run() throws SQLException;
    }

    /**
     * Sets what every transaction of ours needs.
     *
     * @throws LoginException {@code store_unavailable} when a transaction is open: what we did in it would be committed or
     *     lost with it, whatever we had promised
     */
    final void take() throws SQLException {
        // First, since a proxy that fetches its connection late fetches it for this one.
        int silence = connection.getNetworkTimeout();
        change(
                () -> connection.setNetworkTimeout(Runnable::run, SILENCE_MS),
                () -> connection.setNetworkTimeout(Runnable::run, silence));
        boolean readOnly = connection.isReadOnly();
        boolean autoCommit = connection.getAutoCommit();
        try {
            requireNoTransaction();
            if (readOnly) {
                change(() -> connection.setReadOnly(false), () -> connection.setReadOnly(true));
            }
            if (!autoCommit) {
                // Nothing is gained by it here, but a distributed transaction refuses it before anything is written.
                change(() -> connection.setAutoCommit(true), () -> connection.setAutoCommit(false));
            }
        } catch (SQLException e) {
            if (ACTIVE_TRANSACTION.equals(e.getSQLState())) {
                throw StoreErrors.unavailable(
                        "the data source gave a connection with a transaction of the application's open in it");
            }
            throw e;
        }
        arrange();
    }

    /** @throws SQLException of state 25001 when a transaction is open */
    abstract void requireNoTransaction() throws SQLException;

    /** Sets, and has undone, what a transaction cannot set for itself alone. */
    abstract void arrange() throws SQLException;

    /** Sets what ends with the transaction; first thing in it. */
    abstract void begin() throws SQLException;

    final void change(Change change, Change undone) throws SQLException {
        undo.push(undone);
        change.run();
    }

    /** Whether there was a transaction of ours, which has used up what was set for the next one. */
    final boolean begun() {
        return begun;
    }

    final Connection connection() {
        return connection;
    }

    /** @param keep whether to commit; what only reads leaves nothing behind */
    final <T> T transaction(boolean keep, Supplier<T> work) throws SQLException {
        connection.setAutoCommit(false);
        begun = true;
        boolean ended = false;
        try {
            begin();
            T result = work.get();
            if (keep) {
                commit();
            } else {
                connection.rollback();
            }
            ended = true;
            return result;
        } finally {
            if (!ended) {
                rollBack();
            }
            if (!spoiled) {
                endTransactions();
            }
        }
    }

    private void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new TransactionException("Failed to commit transaction", e);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // It is broken, which its pool finds out by itself. Nothing may be switched, since that could commit.
            spoiled = true;
        }
    }

    private void endTransactions() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            spoiled = true;
        }
    }

    @Override
    public final void close() {
        while (!spoiled && !undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (SQLException e) {
                // It is broken, which its pool finds out by itself; what was committed stays committed.
                spoiled = true;
            }
        }
    }
}
