package dev.saoma.servlet.internal.security;

/** The authentication that a route requires. */
public enum Guard {
    /** None. */
    PUBLIC,
    /** A signed-in user. */
    SESSION,
    /** A signed-in user who authenticated recently. */
    RECENT,
    /** The administrator's key. */
    ADMIN
}
