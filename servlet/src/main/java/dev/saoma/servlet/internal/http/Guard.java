package dev.saoma.servlet.internal.http;

/** Who may use a route. */
public enum Guard {
    /** Anybody. */
    PUBLIC,
    /** Whoever is signed in. */
    SESSION,
    /** Whoever signed in just now. */
    RECENT,
    /** Whoever has the administrator's key. */
    ADMIN
}
