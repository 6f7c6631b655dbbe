package dev.saoma.login;

import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that one authorization code may lead to. For a browser, both are derived from its secret, the state and the
 * code, so that only the same browser can compute them again when it repeats the request.
 *
 * @param loginCode for an identity that is linked to a user
 * @param bindTicket for an identity that is not
 * @param browser the only browser that may use either; null allows any holder
 * @param returnTo where the page goes in the end; null for nowhere
 * @param attempt the attempt that either belongs to
 */
record DerivedTokens(
        Token loginCode,
        Token bindTicket,
        @Nullable Token browser,
        @Nullable String returnTo,
        Optional<AttemptReference> attempt) {

    /** Random tokens, for callers inside the application. */
    static DerivedTokens inProcess() {
        return new DerivedTokens(Token.random(), Token.random(), null, null, Optional.empty());
    }

    static DerivedTokens of(Token browser, Token state, String code, @Nullable String returnTo) {
        return new DerivedTokens(
                browser.derive("saoma-login-code", state.reveal(), code),
                browser.derive("saoma-bind-ticket", state.reveal(), code),
                browser,
                returnTo,
                Optional.of(AttemptReference.of(state)));
    }

    /** The login code of a registration; a random one for a caller that is no browser. */
    static Token registrationCode(@Nullable Token browser, Token bindTicket) {
        return browser == null ? Token.random() : browser.derive("saoma-registration", bindTicket.reveal());
    }
}
