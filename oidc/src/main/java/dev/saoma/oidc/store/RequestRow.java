package dev.saoma.oidc.store;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;

/**
 * The row of an authorization request that waits for its user.
 *
 * @param hash of its identifier
 * @param browser the hash of the secret of the browser that may go on with it
 * @param payload the request as JSON
 */
public record RequestRow(
        TokenHash hash, TokenHash browser, ClientId client, String payload, Instant madeAt, Instant expiresAt) {
    @Override
    public String toString() {
        return "RequestRow[***]";
    }
}
