package dev.saoma.servlet.internal.security;

/** Who may use a route. */
public enum Guard {
    /** Everybody. */
    PUBLIC,
    /** Users who are signed in. */
    SESSION,
    /** Users who authenticated recently. */
    RECENT,
    /** Requests with the administrator's key. */
    ADMIN
}
