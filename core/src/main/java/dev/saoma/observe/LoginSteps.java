package dev.saoma.observe;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * Hears of every step of a login as it begins and ends, for metrics and traces. Both are called on the thread that does the
 * step, so a step that is begun within another one belongs to it; the thread waits, so neither must. What they throw is logged
 * and goes no further.
 */
@ExtensionPoint
@FunctionalInterface
public interface LoginSteps {

    /**
     * All names that are ever begun: what a caller asks for, and each call to WeChat by its path, without the query, which
     * holds the secret.
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
            "/sns/oauth2/access_token",
            "/sns/userinfo");

    /**
     * A step begins.
     *
     * @param name one of {@link #NAMES}
     */
    Step begin(String name);

    /** One step that was begun. */
    @FunctionalInterface
    interface Step {

        /**
         * It has ended, once.
         *
         * @param failure what came of it; empty when all was well, {@link ErrorCode#INTERNAL_ERROR} for what has no code
         */
        void ended(Optional<ErrorCode> failure);
    }

    /** Nobody listens. */
    static LoginSteps none() {
        return name -> failure -> {};
    }
}
