package dev.saoma.servlet.internal.problem;

import dev.saoma.error.LoginException;

/**
 * A request of an OAuth client that is refused. The message is the {@code error_description}: it is for the developer of the
 * client, in ASCII, and contains no value of the request.
 */
public final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OAuthError error;
    private final String note;

    public OAuthException(OAuthError error, String description) {
        this(error, description, "");
    }

    /** @param note for the operator's log, never sent to a client; empty for none */
    public OAuthException(OAuthError error, String description, String note) {
        super(description);
        this.error = error;
        this.note = note;
    }

    /** Returns the error code that a client gets for a failure, whether it is one of these or another. */
    public static OAuthError errorOf(RuntimeException failure) {
        if (failure instanceof OAuthException refusal) {
            return refusal.error;
        }
        if (!(failure instanceof LoginException known)) {
            return OAuthError.SERVER_ERROR;
        }
        if (known.code().retryable()) {
            return OAuthError.TEMPORARILY_UNAVAILABLE;
        }
        return known.code().status() >= 500 ? OAuthError.SERVER_ERROR : OAuthError.INVALID_REQUEST;
    }

    /** Returns the error code. */
    public OAuthError error() {
        return error;
    }

    /** Returns the text for the developer of the client. */
    public String description() {
        return String.valueOf(getMessage());
    }

    /** Returns the note for the operator; empty when there is none. */
    public String note() {
        return note;
    }
}
