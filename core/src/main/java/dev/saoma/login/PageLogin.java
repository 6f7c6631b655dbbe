package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finishes a login in page mode in one step: exchanges the provider's code and opens the session, without a login code. A
 * login in which the user has a choice to make is left to the page that asks for it.
 */
public final class PageLogin {
    private static final Set<Intent> INTENTS = EnumSet.of(Intent.LOGIN);

    private final LoginEnvironment environment;
    private final Attempts attempts;
    private final CodeExchange exchange;
    private final LoginCodeRedemption redemption;

    /**
     * The result of {@link LoginService#finishPage}.
     *
     * @param returnTo where the page goes; null for nowhere
     */
    public record Finished(SignedIn signedIn, @Nullable String returnTo) {}

    /** An authenticated user for whom a session can be opened. */
    private record Opening(
            CodeExchange.Login login, @Nullable Corp corp, DerivedTokens tokens) {}

    PageLogin(LoginEnvironment environment, Attempts attempts, CodeExchange exchange, LoginCodeRedemption redemption) {
        this.environment = environment;
        this.attempts = attempts;
        this.exchange = exchange;
        this.redemption = redemption;
    }

    Optional<Finished> finish(
            LoginInstance instance, Token browser, Token state, String code, String device, @Nullable Token previous) {
        Optional<Attempts.Started> attempt = attempts.takeInPageMode(instance, INTENTS, browser, state);
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        Notifier notifier = environment.notifier();
        var reference = AttemptReference.of(state);
        try {
            return notifier.step(
                            LoginStep.of("code", instance.name(), reference),
                            () -> authenticate(instance, browser, state, code, attempt.get()))
                    .map(opening -> notifier.step(
                            LoginStep.of("session", instance.name(), reference),
                            () -> open(instance, browser, opening, device, previous)));
        } catch (LoginException e) {
            if (e.details().containsKey("bindTicket")) {
                // A repetition by the page has the same result.
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Opening> authenticate(
            LoginInstance instance, Token browser, Token state, String code, Attempts.Started attempt) {
        DerivedTokens tokens = DerivedTokens.of(browser, state, code, attempt.returnTo());
        try {
            CodeExchange.Login login = exchange.authenticate(instance, code, tokens);
            Users.requireEnabled(login.user());
            LoginInstances.admit(instance, login.auth());
            List<CorpEntry> corps =
                    environment.membership().corpList(login.auth().userId());
            if (corps.size() > 1) {
                exchange.issue(instance, login, tokens);
                return Optional.empty();
            }
            return Optional.of(new Opening(login, corps.isEmpty() ? null : corp(corps.get(0)), tokens));
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, attempt.returnTo());
        }
    }

    private Finished open(
            LoginInstance instance, Token browser, Opening opening, String device, @Nullable Token previous) {
        CodeExchange.Login login = opening.login();
        @Nullable String returnTo = opening.tokens().returnTo();
        var request = new RedeemRequest(opening.tokens().loginCode(), browser, null, Platform.WEB, device, previous);
        try {
            SignedIn signedIn = redemption.open(instance, login.auth(), login.user(), opening.corp(), request);
            exchange.refreshProfile(login);
            return new Finished(signedIn, returnTo);
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, returnTo);
        }
    }

    private static Corp corp(CorpEntry entry) {
        return new Corp(new CorpId(entry.corpId()), entry.corpName());
    }
}
