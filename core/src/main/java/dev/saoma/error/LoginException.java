package dev.saoma.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root of everything that Saoma throws on purpose: a {@link ErrorCode}, a message that may be shown to whoever made
 * the request, facts for the caller ({@link #details()}), and a note for the operator alone ({@link #note()}).
 *
 * <p>Neither message nor note ever holds a secret, a code, a token or a whole openid. Types of your own throw it, or a
 * subclass, to refuse in their own words.
 */
public class LoginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String note;
    private final transient Map<String, Object> details;

    /** Fails with a message for the caller and nothing else. */
    public LoginException(ErrorCode code, String message) {
        this(code, message, "", Map.of());
    }

    /**
     * @param note for the operator's log, never sent to a browser; empty for none
     * @param details members that the problem document carries beside the standard ones
     */
    public LoginException(ErrorCode code, String message, String note, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.note = note;
        this.details = new LinkedHashMap<>(details);
    }

    /** The catalogue's entry. */
    public ErrorCode code() {
        return code;
    }

    /** What the operator should know beyond the message; empty when there is nothing. */
    public String note() {
        return note;
    }

    /** Facts for the caller by name, in order; empty when there are none. */
    public Map<String, Object> details() {
        return Collections.unmodifiableMap(details);
    }

    /** The same failure, said with one more fact for the caller. */
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
