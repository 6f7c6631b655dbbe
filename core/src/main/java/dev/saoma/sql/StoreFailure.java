package dev.saoma.sql;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;

/** A database's failures in our words. */
final class StoreFailure {
    private StoreFailure() {}

    /** The text of a database's own message stays in the note: it may hold values of rows. */
    static LoginException of(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        LoginException failure = unavailable(root.getClass().getSimpleName());
        failure.initCause(cause);
        return failure;
    }

    static LoginException unavailable(String note) {
        return new LoginException(
                ErrorCode.STORE_UNAVAILABLE, "The database does not answer; try again in a moment.", note, Map.of());
    }
}
