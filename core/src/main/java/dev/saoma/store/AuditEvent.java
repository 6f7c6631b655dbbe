package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import java.time.Instant;

/**
 * A security-relevant change, as recorded in the audit trail.
 *
 * @param actor who made the change
 * @param user the user concerned; empty when unknown
 * @param app WeChat's identifier of the application; empty when the event concerns none
 * @param note a few words; never a secret, a whole openid or a nickname
 */
public record AuditEvent(Instant at, Kind kind, Actor actor, String user, String app, String note) {

    /** Creates an event of a user at one application. */
    public static AuditEvent of(Instant at, Kind kind, Actor actor, UserId user, AppId app, String note) {
        return new AuditEvent(at, kind, actor, user.value(), app.value(), note);
    }

    /** Creates an event of a user without an application. */
    public static AuditEvent of(Instant at, Kind kind, Actor actor, UserId user, String note) {
        return new AuditEvent(at, kind, actor, user.value(), "", note);
    }

    /** The kind of change. The names are stored, so they never change. */
    public enum Kind {
        /** A session was opened. */
        SIGNED_IN,
        /** A user was created for a new person. */
        REGISTERED,
        /** A WeChat was bound to a user. */
        BOUND,
        /** A WeChat was unbound from a user. */
        UNBOUND,
        /** An application moved to another Open Platform account, and a row was changed to match. */
        MOVED,
        /** WeChat's identifiers contradicted the stored ones, and the login was refused. */
        CONFLICT,
        /** Sessions were ended from outside their browser. */
        SESSIONS_ENDED,
        /** A one-time link was created that binds a WeChat to a user. */
        INVITED,
        /** An administrator enabled or disabled a user, or changed an organisation's members. */
        ADMINISTERED,
        /** A login instance was created. */
        INSTANCE_CREATED,
        /** A login instance was changed. */
        INSTANCE_CHANGED,
        /** A login instance was deleted. */
        INSTANCE_DELETED,
        /** All data of a deleted user was removed. */
        FORGOTTEN,
        /** An administrator tried a login method. The note is its full name, and {@code ok} or the code of the failure. */
        INSTANCE_TESTED,
        /** A user logged in at a client of the OpenID provider: a code was exchanged for tokens. The note is the client. */
        CLIENT_LOGIN,
        /** A client of the OpenID provider ended a session, for its user. The note is the client. */
        CLIENT_LOGOUT,
        /**
         * Tokens of one login at a client of the OpenID provider were deleted, because its code or a refresh token was used twice,
         * the client revoked them, or the user is no member any more. The note is the client, and why.
         */
        TOKENS_REVOKED,
        /** A client of the OpenID provider did not accept the notice of an ended session. The note is the client, and why. */
        LOGOUT_UNDELIVERED,
        /** An event of a newer release, whose kind its note begins with; never written. */
        UNKNOWN
    }
}
