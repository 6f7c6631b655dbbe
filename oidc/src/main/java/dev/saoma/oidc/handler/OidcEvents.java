package dev.saoma.oidc.handler;

import dev.saoma.servlet.internal.problem.OAuthError;
import java.util.Optional;

/**
 * Listens to the responses of a provider, for metrics. Called on the thread of the request, so an implementation must neither wait
 * nor throw.
 */
public interface OidcEvents {

    /** What a client presents at the token endpoint. */
    enum GrantType {
        AUTHORIZATION_CODE,
        REFRESH_TOKEN,
        /** Missing, or not supported. */
        OTHER
    }

    /**
     * The token endpoint has answered a request.
     *
     * @param error empty when the response has tokens
     */
    void tokenResponse(GrantType grantType, Optional<OAuthError> error);

    /**
     * The authorization endpoint has sent a response to a client. A refusal that is shown on a page is none.
     *
     * @param error empty when the response has a code
     */
    void authorizationResponse(Optional<OAuthError> error);

    /** Returns a listener that does nothing. */
    static OidcEvents none() {
        return new OidcEvents() {
            @Override
            public void tokenResponse(GrantType grantType, Optional<OAuthError> error) {}

            @Override
            public void authorizationResponse(Optional<OAuthError> error) {}
        };
    }
}
