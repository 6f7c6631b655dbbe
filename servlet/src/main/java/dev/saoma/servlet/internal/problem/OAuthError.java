package dev.saoma.servlet.internal.problem;

import java.util.Locale;

/** The error codes of OAuth 2.0 and OpenID Connect, with the status of a direct response (RFC 6749, RFC 6750, OIDC Core). */
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    INVALID_SCOPE(400),
    INVALID_TOKEN(401),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    UNSUPPORTED_RESPONSE_TYPE(400),
    ACCESS_DENIED(403),
    LOGIN_REQUIRED(400),
    CONSENT_REQUIRED(400),
    REQUEST_NOT_SUPPORTED(400),
    REQUEST_URI_NOT_SUPPORTED(400),
    REGISTRATION_NOT_SUPPORTED(400),
    SERVER_ERROR(500),
    TEMPORARILY_UNAVAILABLE(503);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    /** Returns the status of a response that is sent to the client itself. */
    public int status() {
        return status;
    }

    /** Returns the value of the parameter {@code error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
