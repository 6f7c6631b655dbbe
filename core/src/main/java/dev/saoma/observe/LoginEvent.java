package dev.saoma.observe;

import dev.saoma.identity.UserId;
import java.time.Instant;

/** Something that has happened to a user, and has been committed. */
public sealed interface LoginEvent {

    /** Whom it happened to. */
    UserId user();

    /** The simple name of the login instance that it happened at, as in the HTTP API. */
    String instance();

    /** When. */
    Instant at();

    /** A session was opened. A proof in a session that goes on is none. */
    record LoggedIn(UserId user, String instance, Instant at) implements LoginEvent {}

    /**
     * A WeChat became a way in: by a bind, an invitation, an attached bind ticket, or with the account that was created for
     * it. Not for a pair that was bound already, nor for the row that a first login at a second application of the same Open
     * Platform account adds.
     */
    record Bound(UserId user, String instance, Instant at) implements LoginEvent {}

    /** A WeChat is no way in any more. Not for a user who had none there. */
    record Unbound(UserId user, String instance, Instant at) implements LoginEvent {}
}
