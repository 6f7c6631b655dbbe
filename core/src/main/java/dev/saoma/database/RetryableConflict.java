package dev.saoma.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures that say no more than that somebody else was quicker: the same work, done again, sees what they did. */
final class RetryableConflict {
    /** Unique key, serialization and deadlock in PostgreSQL; serialization, which includes deadlock, in MySQL. */
    private static final Set<String> STATES = Set.of("23505", "40001", "40P01");

    /** Duplicate key, lock that did not come in time, deadlock. */
    private static final Set<Integer> MYSQL_ERRORS = Set.of(1062, 1205, 1213);

    private RetryableConflict() {}

    static boolean isCauseOf(Throwable failure) {
        @Nullable SQLException sql = StoreErrors.sql(failure);
        return sql != null
                && (STATES.contains(String.valueOf(sql.getSQLState())) || MYSQL_ERRORS.contains(sql.getErrorCode()));
    }
}
