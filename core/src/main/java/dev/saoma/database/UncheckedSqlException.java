package dev.saoma.database;

import java.sql.SQLException;

/**
 * A failure of the database inside the work of a transaction. {@link Database} rolls back and turns it into a
 * {@link dev.saoma.error.LoginException}, or runs the work again.
 */
public final class UncheckedSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause the driver's exception, whose message may hold values of rows */
    public UncheckedSqlException(SQLException cause) {
        super("SQL state " + cause.getSQLState(), cause);
    }
}
