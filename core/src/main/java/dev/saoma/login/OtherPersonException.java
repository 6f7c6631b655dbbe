package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;

/**
 * The provider showed the profile of somebody else than the code stood for. Thrown by {@link Scan#profile}, it refuses a
 * login; any other failure there means that there is no profile now.
 */
public final class OtherPersonException extends LoginException {
    private static final long serialVersionUID = 1L;

    /** @param note for the operator's log */
    public OtherPersonException(ErrorCode code, String note) {
        super(code, "The login service was told of two people at once; scan again.", note, Map.of());
    }
}
