package dev.saoma.database;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises a database's failures, and turns them into {@link LoginException}s. */
final class StoreErrors {
    /** --read-only, --innodb-read-only, --super-read-only, a transaction that is read-only. */
    private static final Set<Integer> READ_ONLY_IN_MYSQL = Set.of(1290, 1792, 1836, 1874);

    /** Unique key, serialization and deadlock in PostgreSQL; serialization, which includes deadlock, in MySQL. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

    /** Duplicate key, lock wait timeout, deadlock. */
    private static final Set<Integer> CONFLICTS_IN_MYSQL = Set.of(1062, 1205, 1213);

    private StoreErrors() {}

    /** Drops the database's own message, which may hold values of rows, and keeps its stack trace. */
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

    /** Returns the kind of a failure: {@code PSQLException 23505}, {@code SQLiteException 13}. */
    static String note(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        String kind = root(failure).getClass().getSimpleName();
        if (sql == null) {
            return kind;
        }
        // SQLite has only its own numbers: 13 for a full disk.
        String code = sql.getSQLState() == null ? String.valueOf(sql.getErrorCode()) : sql.getSQLState();
        return kind + " " + code;
    }

    /** Returns whether the connection could not be made or was lost. */
    static boolean isConnectionFailure(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        return sql != null && String.valueOf(sql.getSQLState()).startsWith("08");
    }

    /** Returns whether the server refuses writes, as a demoted primary does. */
    static boolean isReadOnlyServer(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        return sql != null && ("25006".equals(sql.getSQLState()) || READ_ONLY_IN_MYSQL.contains(sql.getErrorCode()));
    }

    /** Returns whether only a concurrent transaction caused it: the same work, run again, sees the other one's rows. */
    static boolean isConflict(Throwable failure) {
        @Nullable SQLException sql = sql(failure);
        return sql != null
                && (CONFLICTS.contains(String.valueOf(sql.getSQLState()))
                        || CONFLICTS_IN_MYSQL.contains(sql.getErrorCode()));
    }

    /** Returns the first exception of a driver in the chain of causes, preferably one with an SQL state. */
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
