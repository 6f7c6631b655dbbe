package dev.saoma.servlet;

/** Who may use a route. */
enum Guard {
    /** Anybody. */
    PUBLIC,
    /** Whoever is signed in. */
    SESSION,
    /** Whoever signed in just now. */
    RECENT
}
