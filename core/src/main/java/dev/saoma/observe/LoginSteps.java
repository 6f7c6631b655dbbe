package dev.saoma.observe;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * A listener for the begin and the end of every step of a login, for metrics and traces. Called on the thread that runs
 * the step, so a step begun within another one is its child. The thread waits, so a call must not block. An exception
 * is logged and has no other effect.
 */
@ExtensionPoint
@FunctionalInterface
public interface LoginSteps {

    /**
     * All names of steps: the caller's operations, and each call to WeChat by its path. The path has no query, since
     * the query holds the secret.
     */
    Set<String> NAMES = Set.of(
            "attempt",
            "code",
            "session",
            "bind",
            "unbind",
            "register",
            "attach",
            "corp",
            "test-attempt",
            "test-code",
            "/sns/oauth2/access_token",
            "/sns/userinfo");

    /**
     * Begins a step. Called by many threads.
     *
     * @param step what is known now: {@code session}, {@code register} and {@code attach} learn their instance and attempt from
     *     what they read, and have both at the end only
     */
    Step begin(LoginStep step);

    /** One step that was begun. */
    @FunctionalInterface
    interface Step {

        /**
         * Ends the step; called once.
         *
         * @param step the step with all that is known of it
         * @param failure the code of the failure; empty for success, {@link ErrorCode#INTERNAL_ERROR} for a failure
         *     without a code
         */
        void ended(LoginStep step, Optional<ErrorCode> failure);
    }

    /** Returns a listener that does nothing. */
    static LoginSteps none() {
        return begun -> (ended, failure) -> {};
    }
}
