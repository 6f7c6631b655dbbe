package dev.saoma.session;

/** A transaction that reaches the sessions. */
public interface SessionTransaction {
    /** The sessions' rows. */
    SessionRows sessions();
}
