package dev.saoma.login;

import java.net.URI;
import java.time.Instant;

/**
 * A begun login: the answer to an {@link AttemptRequest}.
 *
 * @param state comes back beside the code; usable once
 * @param authorizeUrl the provider's page
 */
public record LoginAttempt(String state, URI authorizeUrl, URI redirectUri, Instant expiresAt) {
    @Override
    public String toString() {
        return "LoginAttempt[state=***, redirectUri=" + redirectUri + ", expiresAt=" + expiresAt + "]";
    }
}
