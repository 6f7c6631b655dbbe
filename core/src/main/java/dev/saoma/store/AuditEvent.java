package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import java.time.Instant;

/**
 * A security-relevant change, as recorded in the audit trail.
 *
 * @param user the user that it is about; empty when unknown
 * @param app WeChat's name of the application; empty when none is concerned
 * @param note a few words; never a secret, a whole openid or a nickname
 */
public record AuditEvent(Instant at, Kind kind, String user, String app, String note) {

    /** About a user at an application. */
    public static AuditEvent of(Instant at, Kind kind, UserId user, AppId app, String note) {
        return new AuditEvent(at, kind, user.value(), app.value(), note);
    }

    /** About a user, whatever the application. */
    public static AuditEvent of(Instant at, Kind kind, UserId user, String note) {
        return new AuditEvent(at, kind, user.value(), "", note);
    }

    /** What happened. The names are stored, so they never change. */
    public enum Kind {
        /** A session was opened. */
        SIGNED_IN,
        /** A user was created for a person who had never been here. */
        REGISTERED,
        /** A WeChat became a way to sign in. */
        BOUND,
        /** A WeChat is no way to sign in any more. */
        UNBOUND,
        /** An application moved to another Open Platform account, and with it a row. */
        MOVED,
        /** WeChat's identifiers contradicted what is stored, and a person was refused. */
        CONFLICT,
        /** Sessions were ended by somebody else than their browser. */
        SESSIONS_ENDED,
        /** A one-time link was made that binds a WeChat to a user. */
        INVITED,
        /** A user was switched off or on, or an organisation's members changed. */
        ADMINISTERED,
        /** Everything that was kept of a user was removed, because the user is gone. */
        FORGOTTEN,
        /** Something that a newer release has written, which its note begins with; never written itself. */
        UNKNOWN
    }
}
