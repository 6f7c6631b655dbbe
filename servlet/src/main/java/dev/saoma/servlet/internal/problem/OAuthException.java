package dev.saoma.servlet.internal.problem;

/**
 * A request of an OAuth client that is refused. The message is the {@code error_description}: it is for the developer of the
 * client, in ASCII, and contains no value of the request.
 */
public final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OAuthError error;

    public OAuthException(OAuthError error, String description) {
        super(description);
        this.error = error;
    }

    /** Returns the error code. */
    public OAuthError error() {
        return error;
    }
}
