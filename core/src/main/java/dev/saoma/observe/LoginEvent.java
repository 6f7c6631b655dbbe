package dev.saoma.observe;

import dev.saoma.identity.UserId;
import java.time.Instant;

/** A committed change of a user's logins. */
public sealed interface LoginEvent {

    /** Returns the user. */
    UserId user();

    /** Returns the simple name of the login instance, as in the HTTP API; empty when the change concerns all of them. */
    String instance();

    /** Returns the time of the change. */
    Instant at();

    /** A new session was opened. Not sent for re-authentication of an existing session. */
    record LoggedIn(UserId user, String instance, Instant at) implements LoginEvent {}

    /**
     * A WeChat was bound to a user: by a bind, an invitation, an attached bind ticket, or with a new account. Not sent
     * for an existing binding, nor for the row that a first login at a second application of the same Open Platform
     * account adds.
     */
    record Bound(UserId user, String instance, Instant at) implements LoginEvent {}

    /** A WeChat was unbound from a user. Not sent when the user had none at this instance. */
    record Unbound(UserId user, String instance, Instant at) implements LoginEvent {}

    /**
     * All data of a user was erased on request. Erase what you keep of the person beside Saoma, such as an export or a copy of
     * the nickname.
     */
    record Erased(UserId user, Instant at) implements LoginEvent {
        @Override
        public String instance() {
            return "";
        }
    }
}
