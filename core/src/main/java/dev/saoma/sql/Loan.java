package dev.saoma.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** A connection of the application's, under our rules for a while; it goes back as it came. */
final class Loan implements AutoCloseable {
    private static final int SILENCE_MS = 5_000;

    private final Connection connection;
    private final int silence;
    private final int isolation;

    private Loan(Connection connection) throws SQLException {
        this.connection = connection;
        this.silence = connection.getNetworkTimeout();
        this.isolation = connection.getTransactionIsolation();
        connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    static Loan of(Handle handle) {
        try {
            return new Loan(handle.getConnection());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            connection.setNetworkTimeout(Runnable::run, silence);
        } catch (SQLException e) {
            // It is broken, which its pool finds out by itself; what was committed stays committed.
        }
    }
}
