package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.servlet.internal.problem.OAuthError;

/**
 * An authorization request that is refused by a response to its client, because client and redirect address are known to be
 * good. The message is the {@code error_description}.
 */
public final class AuthorizationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ClientId client;
    private final transient ResponseTarget target;
    private final OAuthError error;

    AuthorizationException(ClientId client, ResponseTarget target, OAuthError error, String description) {
        super(description);
        this.client = client;
        this.target = target;
        this.error = error;
    }

    public ClientId client() {
        return client;
    }

    public ResponseTarget target() {
        return target;
    }

    public OAuthError error() {
        return error;
    }
}
