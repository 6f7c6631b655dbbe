package dev.saoma.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root of all exceptions that Saoma throws on purpose: an {@link ErrorCode}, a message that may be shown to the
 * caller, facts for the caller ({@link #details()}), and a note for the operator only ({@link #note()}).
 *
 * <p>Message and note never hold a secret, a code, a token or a whole openid. An application's Types throw it, or a
 * subclass, to refuse with their own message.
 */
public class LoginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String note;
    private final transient Map<String, Object> details;

    /** Creates an exception with a message for the caller only. */
    public LoginException(ErrorCode code, String message) {
        this(code, message, "", Map.of());
    }

    /**
     * @param note for the operator's log, never sent to a browser; empty for none
     * @param details members of the problem document beside the standard ones
     */
    public LoginException(ErrorCode code, String message, String note, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.note = note;
        this.details = new LinkedHashMap<>(details);
    }

    /** Returns the error code. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the note for the operator; empty when there is none. */
    public String note() {
        return note;
    }

    /** Returns the facts for the caller by name, in order; empty when there are none. */
    public Map<String, Object> details() {
        return Collections.unmodifiableMap(details);
    }

    /** Returns a copy with one more fact for the caller. */
    public LoginException with(String name, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        var copy = new LoginException(code, String.valueOf(getMessage()), note, more);
        copy.setStackTrace(getStackTrace());
        if (getCause() != null) {
            copy.initCause(getCause());
        }
        return copy;
    }
}
