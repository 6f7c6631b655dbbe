package dev.saoma.servlet.internal.limit;

/** The allowance of the client's address that a request is taken from. */
public enum Cost {
    /** None: the request has no limit. */
    NOTHING,
    /** The beginning of a login, a bind or a re-authentication. */
    ATTEMPT,
    /** A later step of one. */
    CALL
}
