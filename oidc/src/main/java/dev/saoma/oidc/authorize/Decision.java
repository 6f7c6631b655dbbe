package dev.saoma.oidc.authorize;

import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.store.Session;

/** What happens to an authorization request next. */
public sealed interface Decision {
    /** The ways to authenticate. */
    enum Login {
        /** There is no session. */
        FIRST,
        /** The user of the session scans again. The session stays, and so do the tokens of other clients. */
        RENEWAL,
        /** Any user logs in, by a new session in place of the one that does not suffice. */
        SWITCH
    }

    /** The client gets a code. */
    record Grant(Session session) implements Decision {}

    /** The user authenticates. */
    record Authenticate(Login login) implements Decision {}

    /** The user confirms the login to the client. */
    record Confirm(Session session) implements Decision {}

    /** The client gets an error. */
    record Refuse(OAuthError error, String description) implements Decision {}
}
