package dev.saoma.oidc.grant;

import dev.saoma.secret.Token;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of one token response, without the ID token.
 *
 * @param scope what the access token is good for
 * @param refreshToken empty when the client gets none
 * @param nonce of the authorization request; empty at a refresh
 */
public record IssuedTokens(
        Token accessToken,
        Duration accessLife,
        Set<String> scope,
        Optional<Token> refreshToken,
        Grant grant,
        Optional<String> nonce) {
    @Override
    public String toString() {
        return "IssuedTokens[***]";
    }
}
