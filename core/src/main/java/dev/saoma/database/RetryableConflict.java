package dev.saoma.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises failures caused only by a concurrent transaction: the same work, run again, sees the other one's rows. */
final class RetryableConflict {
    /** Unique key, serialization and deadlock in PostgreSQL; serialization, which includes deadlock, in MySQL. */
    private static final Set<String> STATES = Set.of("23505", "40001", "40P01");

    /** Duplicate key, lock wait timeout, deadlock. */
    private static final Set<Integer> MYSQL_ERRORS = Set.of(1062, 1205, 1213);

    private RetryableConflict() {}

    static boolean isCauseOf(Throwable failure) {
        @Nullable SQLException sql = StoreErrors.sql(failure);
        return sql != null
                && (STATES.contains(String.valueOf(sql.getSQLState())) || MYSQL_ERRORS.contains(sql.getErrorCode()));
    }
}
