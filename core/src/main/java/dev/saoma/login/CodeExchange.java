package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.internal.account.LinkResult;
import dev.saoma.internal.account.UserLookup;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Exchanges an authorization code of the provider for a login code. */
final class CodeExchange {
    /** The intents of attempts that end in a login code. */
    static final Set<Intent> INTENTS = EnumSet.of(Intent.LOGIN, Intent.REAUTH);

    private final Attempts attempts;
    private final UserLookup lookup;
    private final NewUserFlow newUsers;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Profiles profiles;

    CodeExchange(
            Attempts attempts,
            UserLookup lookup,
            NewUserFlow newUsers,
            LoginCodes codes,
            BindTickets bindTickets,
            Profiles profiles) {
        this.attempts = attempts;
        this.lookup = lookup;
        this.newUsers = newUsers;
        this.codes = codes;
        this.bindTickets = bindTickets;
        this.profiles = profiles;
    }

    /** Takes the attempt and exchanges the code; for a repeated request, returns the same result again. */
    FinishedLogin finish(LoginInstance instance, Token browser, Token state, String code) {
        Optional<Attempts.Started> taken = attempts.take(instance, INTENTS, browser, state, null);
        if (taken.isEmpty()) {
            return repeat(instance, browser, DerivedTokens.of(browser, state, code, null));
        }
        Attempts.Started attempt = taken.get();
        DerivedTokens tokens = DerivedTokens.of(browser, state, code, attempt.returnTo());
        try {
            LoginInstances.requireActive(instance);
            Authorization authorization = instance.exchange(LoginInstances.requireCode(code));
            LoginCodeResult result = attempt.intent() == Intent.REAUTH
                    ? reauthenticate(instance, authorization, attempt, tokens)
                    : logIn(instance, authorization, tokens);
            return new FinishedLogin(result, attempt.returnTo());
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, attempt.returnTo());
        }
    }

    /** Exchanges a code without an attempt, for a caller inside the application. */
    LoginCodeResult logIn(LoginInstance instance, String code) {
        LoginInstances.requireActive(instance);
        Authorization authorization = instance.exchange(LoginInstances.requireCode(code));
        return logIn(instance, authorization, DerivedTokens.inProcess());
    }

    private LoginCodeResult logIn(LoginInstance instance, Authorization authorization, DerivedTokens tokens) {
        UserLookup.Found found = lookup.find(authorization.identity());
        if (found.link() instanceof LinkResult.Linked linked) {
            WeChatAuth auth = linked.auth();
            LoginCodeResult result = codes.issue(instance, auth, found.requireUser(), Intent.LOGIN, tokens);
            profiles.refresh(auth, authorization);
            return result;
        }
        return newUsers.registerOrRefuse(instance, authorization, found.link(), tokens);
    }

    /** @throws LoginException {@code forbidden} when the code is of another user than the session */
    private LoginCodeResult reauthenticate(
            LoginInstance instance, Authorization authorization, Attempts.Started attempt, DerivedTokens tokens) {
        UserLookup.Found found = lookup.find(authorization.identity());
        if (found.link() instanceof LinkResult.Linked linked
                && linked.auth().userId().equals(attempt.user())) {
            return codes.issue(instance, linked.auth(), found.requireUser(), Intent.REAUTH, tokens);
        }
        throw new LoginException(
                ErrorCode.FORBIDDEN,
                "That was another WeChat than the one of the signed-in account. Scan with the account's own.");
    }

    private FinishedLogin repeat(LoginInstance instance, Token browser, DerivedTokens tokens) {
        Optional<LoginCodes.Issued> issued = codes.find(tokens.loginCode())
                .filter(code -> code.payload().element().equals(instance.fullName()));
        if (issued.isPresent()) {
            return codes.repeat(issued.get(), tokens.loginCode());
        }
        throw bindTickets.repeat(instance, browser, tokens.bindTicket()).orElseGet(Attempts::invalid);
    }
}
