package dev.saoma.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * All error codes. The meaning of a code never changes.
 *
 * <p>{@link #code()} is the stable key. Problem documents, the component's events and the address of the explaining
 * page contain it.
 */
public enum ErrorCode {
    INVALID_REQUEST(400, Actor.DEVELOPER, false, "The login service did not understand the request."),
    OAUTH_REQUEST_INVALID(400, Actor.DEVELOPER, false, "The application sent an invalid request."),
    STATE_INVALID(400, Actor.PERSON, false, "This login has expired or was already used."),
    LOGIN_CANCELLED(400, Actor.PERSON, false, "The login was cancelled."),
    WECHAT_CODE_INVALID(400, Actor.PERSON, false, "This scan has expired or was already used."),
    LOGIN_CODE_INVALID(400, Actor.PERSON, false, "This login took too long or is already complete."),
    BIND_TICKET_INVALID(400, Actor.PERSON, false, "This confirmation or invitation is no longer good."),
    SESSION_REQUIRED(401, Actor.PERSON, false, "You are not logged in."),
    REAUTH_REQUIRED(401, Actor.PERSON, false, "Log in again to confirm that it is you."),
    LOGIN_INACTIVE(403, Actor.OPERATOR, false, "This way to log in is switched off here."),
    WECHAT_NOT_BOUND(403, Actor.PERSON, false, "This WeChat account is not linked to a user here."),
    CORP_FORBIDDEN(403, Actor.PERSON, false, "You are not a member of this organisation."),
    ACCOUNT_DISABLED(403, Actor.OPERATOR, false, "This account is disabled. Ask an administrator."),
    FORBIDDEN(403, Actor.DEVELOPER, false, "You are not allowed to do this."),
    SNAPSHOT_USER(403, Actor.PERSON, false, "WeChat gave only a preview identity. Use your full WeChat account."),
    NOT_FOUND(404, Actor.DEVELOPER, false, "This page or login does not exist."),
    METHOD_NOT_ALLOWED(405, Actor.DEVELOPER, false, "The login service does not take such a request here."),
    ALREADY_BOUND(409, Actor.PERSON, false, "This WeChat account is linked to another user."),
    USER_ALREADY_BOUND(409, Actor.PERSON, false, "Another WeChat account is already linked to this user."),
    LAST_LOGIN_METHOD(409, Actor.PERSON, false, "This is the last way to log in and cannot be removed."),
    IDENTITY_CONFLICT(
            409, Actor.OPERATOR, false, "This WeChat account does not match our records. Ask an administrator."),
    ELEMENTS_READ_ONLY(409, Actor.OPERATOR, false, "Login methods cannot be changed here."),
    ELEMENT_CHANGED(412, Actor.PERSON, false, "Somebody else has changed this login method meanwhile."),
    PAYLOAD_TOO_LARGE(413, Actor.DEVELOPER, false, "The request to the login service was too large."),
    UNSUPPORTED_MEDIA_TYPE(415, Actor.DEVELOPER, false, "The login service cannot read this kind of request."),
    CORP_REQUIRED(422, Actor.PERSON, false, "You belong to several organisations and one must be chosen."),
    ELEMENT_INVALID(422, Actor.PERSON, false, "This login method cannot be saved as it is."),
    PRECONDITION_REQUIRED(428, Actor.DEVELOPER, false, "The request must name the version that it changes."),
    RATE_LIMITED(429, Actor.PERSON, true, "Too many attempts. Please wait a minute."),
    WECHAT_CONFIGURATION(502, Actor.OPERATOR, false, "WeChat login is not set up correctly. Ask an administrator."),
    WECHAT_BAD_ANSWER(502, Actor.WECHAT, true, "WeChat gave an answer that cannot be used."),
    WECHAT_BUSY(503, Actor.WECHAT, true, "WeChat is busy. Please try again in a moment."),
    WECHAT_UNREACHABLE(504, Actor.WECHAT, true, "WeChat did not answer."),
    STORE_UNAVAILABLE(503, Actor.OPERATOR, true, "The login service is briefly unavailable."),
    /** Only at start or when an element is loaded; never sent to a browser. */
    CONFIGURATION_INVALID(500, Actor.OPERATOR, false, "The login service is not set up correctly."),
    /** A fault of Saoma itself. No input may cause it. */
    INTERNAL_ERROR(500, Actor.OPERATOR, false, "Something went wrong in the login service.");

    /** Who can fix the cause. */
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

    /** Returns the stable key, lower case with underscores: {@code state_invalid}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the HTTP status of the response. */
    public int status() {
        return status;
    }

    /** Returns who can fix the cause. */
    public Actor actor() {
        return actor;
    }

    /** Returns whether the same request may succeed later without a change. */
    public boolean retryable() {
        return retryable;
    }

    /** Returns the English message for the user, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Returns the entry with this {@link #code()}; empty when there is none. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values())
                .filter(entry -> entry.code().equals(code))
                .findFirst();
    }
}
