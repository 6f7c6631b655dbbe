package dev.saoma.sql;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database's failures in our words. */
final class StoreFailure {
    private StoreFailure() {}

    /** What the database says itself stays behind, for it may hold values of rows; where it was said is kept. */
    static LoginException of(Throwable cause) {
        LoginException failure = unavailable(note(cause));
        var where = new SQLException(note(cause));
        where.setStackTrace(root(cause).getStackTrace());
        failure.initCause(where);
        return failure;
    }

    static LoginException unavailable(String note) {
        return new LoginException(
                ErrorCode.STORE_UNAVAILABLE, "The database does not answer; try again in a moment.", note, Map.of());
    }

    /** The kind of a failure: {@code PSQLException 23505}. */
    static String note(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        String kind = root(failure).getClass().getSimpleName();
        return sql == null || sql.getSQLState() == null ? kind : kind + " " + sql.getSQLState();
    }

    /** Whether the database was not reached, or was lost. */
    static boolean isOfConnection(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        return sql != null && String.valueOf(sql.getSQLState()).startsWith("08");
    }

    /** The first failure in the chain that comes from a database, as its driver says it. */
    static @Nullable SQLException sql(Throwable failure) {
        @Nullable SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || found.getSQLState() == null)) {
                found = sql;
            }
        }
        return found;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
