package dev.saoma.servlet.internal.limit;

/** The rate limit that a request counts against. */
public enum Cost {
    /** The request has no limit. */
    NOTHING,
    /** The beginning of a login, a bind or a re-authentication. */
    ATTEMPT,
    /** A later step of a login, a bind or a re-authentication. */
    CALL
}
