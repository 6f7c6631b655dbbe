package dev.saoma.oidc.handler;

import dev.saoma.secret.Token;
import java.util.Optional;

/**
 * An authorization request that was stored.
 *
 * @param browser to be remembered in a cookie; empty when it is already
 */
record WaitingRequest(Token id, Optional<Token> browser) {
    static WaitingRequest known(Token id) {
        return new WaitingRequest(id, Optional.empty());
    }
}
