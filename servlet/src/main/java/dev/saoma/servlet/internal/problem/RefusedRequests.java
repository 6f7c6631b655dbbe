package dev.saoma.servlet.internal.problem;

import dev.saoma.error.ErrorCode;
import java.util.Optional;

/** A listener for requests of a login that were refused before their step began, such as those above a rate limit. */
@FunctionalInterface
public interface RefusedRequests {

    /**
     * Called by many threads, which wait.
     *
     * @param instance the simple name of the login instance; empty for an unknown one
     */
    void refused(ErrorCode code, Optional<String> instance);

    /** Returns a listener that does nothing. */
    static RefusedRequests none() {
        return (code, instance) -> {};
    }
}
