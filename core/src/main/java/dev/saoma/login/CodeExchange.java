package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.User;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.internal.account.LinkResult;
import dev.saoma.internal.account.Profiles;
import dev.saoma.internal.account.UserLookup;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exchanges an authorization code of the provider for a login code, or for the user whom a login code would be of. */
final class CodeExchange {
    /** The intents of attempts that end in a login code. */
    static final Set<Intent> INTENTS = EnumSet.of(Intent.LOGIN, Intent.REAUTH);

    private final Attempts attempts;
    private final UserLookup lookup;
    private final NewUserFlow newUsers;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Profiles profiles;

    /**
     * A user whom the provider has authenticated.
     *
     * @param authorization of a user who was known before; null for a new one, whose profile was just read
     */
    record Login(WeChatAuth auth, User user, @Nullable Authorization authorization) {}

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
                    : issue(instance, find(instance, authorization, tokens), tokens);
            return new FinishedLogin(result, attempt.returnTo());
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, attempt.returnTo());
        }
    }

    /** Exchanges a code without an attempt, for a caller inside the application. */
    LoginCodeResult logIn(LoginInstance instance, String code) {
        DerivedTokens tokens = DerivedTokens.inProcess();
        return issue(instance, authenticate(instance, code, tokens), tokens);
    }

    /** Exchanges a code for its user, who is created when the instance allows it. */
    Login authenticate(LoginInstance instance, String code, DerivedTokens tokens) {
        LoginInstances.requireActive(instance);
        return find(instance, instance.exchange(LoginInstances.requireCode(code)), tokens);
    }

    /** Issues a login code, and refreshes the profile in the background. */
    LoginCodeResult issue(LoginInstance instance, Login login, DerivedTokens tokens) {
        LoginCodeResult result = codes.issue(instance, login.auth(), login.user(), Intent.LOGIN, tokens);
        refreshProfile(login);
        return result;
    }

    /** Starts a refresh of the profile of a user who was known before. */
    void refreshProfile(Login login) {
        if (login.authorization() != null) {
            profiles.refresh(login.auth(), login.authorization());
        }
    }

    private Login find(LoginInstance instance, Authorization authorization, DerivedTokens tokens) {
        UserLookup.Found found = lookup.find(authorization.identity());
        if (found.link() instanceof LinkResult.Linked linked) {
            return new Login(linked.auth(), found.requireUser(), authorization);
        }
        NewUserFlow.Registered registered = newUsers.registerOrRefuse(instance, authorization, found.link(), tokens);
        return new Login(registered.auth(), registered.user(), null);
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
