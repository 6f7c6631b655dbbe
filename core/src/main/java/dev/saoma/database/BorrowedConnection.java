package dev.saoma.database;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Sets the network timeout, auto-commit and read-only mode that a transaction needs on a borrowed connection, and
 * restores them on close.
 */
abstract class BorrowedConnection implements AutoCloseable {
    private static final int NETWORK_TIMEOUT_MS = 5_000;

    /** The SQL state for a statement that is not allowed while a transaction is open. */
    private static final String ACTIVE_TRANSACTION = "25001";

    private final Connection connection;
    private final Deque<Change> restores = new ArrayDeque<>();
    private boolean transactionBegun;
    private boolean broken;

    BorrowedConnection(Connection connection) {
        this.connection = connection;
    }

    interface Change {
        void run() throws SQLException;
    }

    /**
     * Sets what every transaction needs.
     *
     * @throws LoginException {@code store_unavailable} when a transaction is open: rows written in it would be
     *     committed or lost with it
     */
    final void prepare() throws SQLException {
        // Read first: a proxy that fetches its connection late fetches it for this call.
        int networkTimeout = connection.getNetworkTimeout();
        change(
                () -> connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MS),
                () -> connection.setNetworkTimeout(Runnable::run, networkTimeout));
        boolean readOnly = connection.isReadOnly();
        boolean autoCommit = connection.getAutoCommit();
        try {
            requireNoTransaction();
            if (readOnly) {
                change(() -> connection.setReadOnly(false), () -> connection.setReadOnly(true));
            }
            if (!autoCommit) {
                // Not needed here, but a distributed transaction refuses it before anything is written.
                change(() -> connection.setAutoCommit(true), () -> connection.setAutoCommit(false));
            }
        } catch (SQLException e) {
            if (ACTIVE_TRANSACTION.equals(e.getSQLState())) {
                throw StoreErrors.unavailable(
                        "the data source gave a connection with a transaction of the application's open in it");
            }
            throw e;
        }
        changeSession();
    }

    /** @throws SQLException of state 25001 when a transaction is open */
    abstract void requireNoTransaction() throws SQLException;

    /** Changes session settings that a transaction cannot set for itself alone; they are restored on close. */
    abstract void changeSession() throws SQLException;

    /** Changes settings that end with the transaction; called first in it. */
    abstract void beginTransaction(Durability durability) throws SQLException;

    final void change(Change change, Change restore) throws SQLException {
        restores.push(restore);
        change.run();
    }

    /** Whether a transaction was begun here, which has used up the settings for the next transaction. */
    final boolean transactionBegun() {
        return transactionBegun;
    }

    final Connection connection() {
        return connection;
    }

    /** @param keep whether to commit; a read is rolled back */
    final <T> T transaction(boolean keep, Durability durability, Function<SqlConnection, T> work) throws SQLException {
        connection.setAutoCommit(false);
        transactionBegun = true;
        boolean ended = false;
        try {
            beginTransaction(durability);
            T result = work.apply(SqlConnection.of(connection));
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
            if (!broken) {
                endTransactions();
            }
        }
    }

    private void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is broken, as its pool will find out. Changing auto-commit now could commit.
            broken = true;
        }
    }

    private void endTransactions() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            broken = true;
        }
    }

    @Override
    public final void close() {
        while (!broken && !restores.isEmpty()) {
            try {
                restores.pop().run();
            } catch (SQLException e) {
                // The connection is broken, as its pool will find out. Committed rows stay committed.
                broken = true;
            }
        }
    }
}
