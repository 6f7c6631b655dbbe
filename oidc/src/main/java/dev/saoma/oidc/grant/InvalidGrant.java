package dev.saoma.oidc.grant;

import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;

/** The refusal of a code or refresh token. One text for every cause, since a cause would help to guess. */
final class InvalidGrant {
    private InvalidGrant() {}

    static OAuthException refusal() {
        return new OAuthException(
                OAuthError.INVALID_GRANT,
                "The code or refresh token is not valid for this request: begin with an authorization request again.");
    }
}
