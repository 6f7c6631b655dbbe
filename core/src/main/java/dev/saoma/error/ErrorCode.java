package dev.saoma.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue: every way in which a login can fail, with a code that never changes its meaning.
 *
 * <p>{@link #code()} is the stable key. It stands in problem documents, in the component's events and in the address of
 * the page that explains it.
 */
public enum ErrorCode {
    INVALID_REQUEST(400, Actor.DEVELOPER, false, "The request is not of the documented form"),
    STATE_INVALID(400, Actor.PERSON, false, "This login attempt is unknown, used, expired or another browser's"),
    LOGIN_CANCELLED(400, Actor.PERSON, false, "The login was refused on the phone"),
    WECHAT_CODE_INVALID(400, Actor.PERSON, false, "WeChat no longer accepts this code"),
    LOGIN_CODE_INVALID(400, Actor.PERSON, false, "The login code is unknown, used or expired"),
    BIND_TICKET_INVALID(400, Actor.PERSON, false, "The bind ticket is unknown, used or expired"),
    SESSION_REQUIRED(401, Actor.PERSON, false, "Nobody is signed in"),
    REAUTH_REQUIRED(401, Actor.PERSON, false, "The last sign-in is too long ago for this"),
    LOGIN_INACTIVE(403, Actor.OPERATOR, false, "This login method is switched off"),
    WECHAT_NOT_BOUND(403, Actor.PERSON, false, "This WeChat is not bound to an account"),
    CORP_FORBIDDEN(403, Actor.PERSON, false, "Not a member of this organisation"),
    ACCOUNT_DISABLED(403, Actor.OPERATOR, false, "This account is disabled"),
    FORBIDDEN(403, Actor.DEVELOPER, false, "Not allowed"),
    SNAPSHOT_USER(403, Actor.PERSON, false, "WeChat named a virtual visitor, not a person"),
    NOT_FOUND(404, Actor.DEVELOPER, false, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, Actor.DEVELOPER, false, "This address does not know that method"),
    ALREADY_BOUND(409, Actor.PERSON, false, "This WeChat is bound to another account"),
    USER_ALREADY_BOUND(409, Actor.PERSON, false, "This account already has another WeChat"),
    LAST_LOGIN_METHOD(409, Actor.PERSON, false, "This is the last way to sign in"),
    IDENTITY_CONFLICT(409, Actor.OPERATOR, false, "WeChat's identifiers contradict what is stored"),
    PAYLOAD_TOO_LARGE(413, Actor.DEVELOPER, false, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, Actor.DEVELOPER, false, "The body must be application/json"),
    CORP_REQUIRED(422, Actor.PERSON, false, "An organisation must be named"),
    RATE_LIMITED(429, Actor.PERSON, true, "Too many requests"),
    WECHAT_CONFIGURATION(502, Actor.OPERATOR, false, "WeChat refuses this application's settings"),
    WECHAT_BAD_ANSWER(502, Actor.WECHAT, true, "WeChat's answer could not be read"),
    WECHAT_BUSY(503, Actor.WECHAT, true, "WeChat asks to slow down"),
    WECHAT_UNREACHABLE(504, Actor.WECHAT, true, "WeChat did not answer in time"),
    STORE_UNAVAILABLE(503, Actor.OPERATOR, true, "The database does not answer"),
    /** Only at start, or when an element is loaded; never answered to a browser. */
    CONFIGURATION_INVALID(500, Actor.OPERATOR, false, "The configuration is wrong"),
    /** The last resort: a fault of Saoma's own. No input may lead here. */
    INTERNAL_ERROR(500, Actor.OPERATOR, false, "A fault in Saoma");

    /** Who can do something about it. */
    public enum Actor {
        PERSON,
        DEVELOPER,
        OPERATOR,
        WECHAT
    }

    private final int status;
    private final Actor actor;
    private final boolean retryable;
    private final String title;

    ErrorCode(int status, Actor actor, boolean retryable, String title) {
        this.status = status;
        this.actor = actor;
        this.retryable = retryable;
        this.title = title;
    }

    /** The stable key, lower case with underscores: {@code state_invalid}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status that this failure is answered with. */
    public int status() {
        return status;
    }

    /** Who must act. */
    public Actor actor() {
        return actor;
    }

    /** Whether the same request may succeed later with nothing changed. */
    public boolean retryable() {
        return retryable;
    }

    /** One line in English, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The entry of that {@link #code()}; empty when there is none. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values())
                .filter(entry -> entry.code().equals(code))
                .findFirst();
    }
}
