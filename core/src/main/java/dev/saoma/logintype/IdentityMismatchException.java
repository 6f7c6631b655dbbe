package dev.saoma.logintype;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;

/**
 * Thrown by {@link Authorization#profile} when the provider shows the profile of another identity than the code's. It
 * refuses the login.
 */
public final class IdentityMismatchException extends LoginException {
    private static final long serialVersionUID = 1L;

    /** @param note for the operator's log */
    public IdentityMismatchException(ErrorCode code, String note) {
        super(code, "WeChat sent the identities of two different users for one login; scan again.", note, Map.of());
    }
}
