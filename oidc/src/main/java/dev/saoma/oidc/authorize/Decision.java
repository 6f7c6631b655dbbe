package dev.saoma.oidc.authorize;

import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.store.Session;

/** What happens to an authorization request next. */
public sealed interface Decision {
    /** The client gets a code. */
    record Grant(Session session) implements Decision {}

    /**
     * The user authenticates.
     *
     * @param again whether there is a session, which does not suffice
     */
    record Authenticate(boolean again) implements Decision {}

    /** The user confirms the login to the client. */
    record Confirm(Session session) implements Decision {}

    /** The client gets an error. */
    record Refuse(OAuthError error, String description) implements Decision {}
}
