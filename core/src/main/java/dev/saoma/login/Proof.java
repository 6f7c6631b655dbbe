package dev.saoma.login;

import dev.saoma.secret.Token;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of the provider may turn into, and for whom. Over HTTP both tokens are computed from what the browser
 * holds, so that the same browser can compute them again from the same answer, and nobody else.
 *
 * @param loginCode what a known person gets
 * @param bindTicket what an unknown one may get
 * @param browser the only browser that may use either; null lets any holder
 * @param returnTo where the page goes in the end; null for nowhere
 */
record Proof(
        Token loginCode,
        Token bindTicket,
        @Nullable Token browser,
        @Nullable String returnTo) {

    /** For code inside the application, which is no browser. */
    static Proof inProcess() {
        return new Proof(Token.random(), Token.random(), null, null);
    }

    static Proof of(Token browser, Token state, String code, @Nullable String returnTo) {
        return new Proof(
                browser.derive("saoma-login-code", state.reveal(), code),
                browser.derive("saoma-bind-ticket", state.reveal(), code),
                browser,
                returnTo);
    }

    /** What a person who registers with this ticket gets. */
    static Proof ofRegistration(@Nullable Token browser, Token bindTicket, @Nullable String returnTo) {
        Token loginCode = browser == null ? Token.random() : browser.derive("saoma-registration", bindTicket.reveal());
        return new Proof(loginCode, bindTicket, browser, returnTo);
    }

    Proof returningTo(@Nullable String place) {
        return new Proof(loginCode, bindTicket, browser, place);
    }
}
