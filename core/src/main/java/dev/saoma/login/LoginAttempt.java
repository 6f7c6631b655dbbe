package dev.saoma.login;

import java.net.URI;
import java.time.Instant;

/**
 * The result of {@link LoginService#start}.
 *
 * @param state returned by the provider with the code; usable once
 * @param authorizeUrl the provider's page
 */
public record LoginAttempt(String state, URI authorizeUrl, URI redirectUri, Instant expiresAt) {
    @Override
    public String toString() {
        return "LoginAttempt[state=***, redirectUri=" + redirectUri + ", expiresAt=" + expiresAt + "]";
    }
}
