package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.AccountLinks;
import dev.saoma.internal.account.Bindings;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Profiles;
import dev.saoma.internal.account.UserLookup;
import dev.saoma.internal.account.UserRemoval;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.logintype.LoginOperations;
import dev.saoma.logintype.TestScanResult;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.BrowserReference;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Session;
import dev.saoma.time.Ticker;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The login flow: attempt, code, login code, session, bind and unbind. The HTTP layer calls it with the values that a
 * browser sent, the login instances with those of the application; both follow the same rules. Each operation is one class
 * of this package. Thread-safe.
 *
 * <pre>{@code
 * LoginService login = app.login();
 * Token browser = Token.random(); // kept in the browser's cookie
 * LoginAttempt attempt = login.start(instance, new AttemptRequest(
 *         Intent.LOGIN, Display.PAGE, browser, callback, "/", null, null));
 * // the browser goes to attempt.authorizeUrl() and comes back with code and state
 * FinishedLogin finished = login.finish(instance, browser, state, code);
 * }</pre>
 */
public final class LoginService implements LoginOperations {
    private final LoginEnvironment environment;
    private final Notifier notifier;
    private final Invitations invitations;
    private final Attempts attempts;
    private final BindTickets bindTickets;
    private final CodeExchange codeExchange;
    private final LoginCodeRedemption redemption;
    private final PageLogin pageLogin;
    private final OrganizationSwitch organizationSwitch;
    private final Bindings bindings;
    private final BindCompletion bindCompletion;
    private final BindTicketRedemption bindTicketRedemption;
    private final TestExchange testExchange;

    /**
     * Made by the app.
     *
     * @param background runs work that no caller waits for; it may refuse
     */
    public LoginService(LoginEnvironment environment, LoginLifetimes lifetimes, Executor background) {
        this(environment, lifetimes, background, Ticker.system());
    }

    /**
     * Made by the app.
     *
     * @param background runs work that no caller waits for; it may refuse
     * @param ticker measures the steps of tests
     */
    public LoginService(LoginEnvironment environment, LoginLifetimes lifetimes, Executor background, Ticker ticker) {
        this.environment = environment;
        this.notifier = environment.notifier();
        var store = environment.store();
        var clock = environment.clock();
        var links = new AccountLinks(clock);
        var removal = new UserRemoval(environment, links);
        var lookup = new UserLookup(environment, links, removal);
        this.bindings = new Bindings(environment, links, removal, lookup);
        this.invitations = new Invitations(environment, lifetimes.invitation());
        this.attempts = new Attempts(store, invitations, lifetimes.attempt(), clock);
        this.bindTickets = new BindTickets(environment, lifetimes.bindTicket());
        var codes = new LoginCodes(environment, lifetimes.loginCode());
        var profiles = new Profiles(environment, lifetimes.profile(), background);
        var newUsers = new NewUserFlow(environment, links, lookup, removal, codes, bindTickets, profiles);
        this.codeExchange = new CodeExchange(attempts, lookup, newUsers, codes, bindTickets, profiles);
        this.bindCompletion = new BindCompletion(environment, attempts, invitations, bindings);
        this.bindTicketRedemption =
                new BindTicketRedemption(environment.instances(), codes, bindTickets, newUsers, bindings);
        this.redemption = new LoginCodeRedemption(environment, codes);
        this.pageLogin = new PageLogin(environment, attempts, codeExchange, redemption);
        this.organizationSwitch = new OrganizationSwitch(environment);
        this.testExchange = new TestExchange(environment, attempts, ticker);
    }

    /**
     * Begins a login, a bind, a re-authentication or a test in a browser. A test may also be of an instance that is switched off.
     *
     * @throws LoginException {@code login_inactive}; {@code bind_ticket_invalid} when the invitation is not valid
     */
    public LoginAttempt start(LoginInstance instance, AttemptRequest request) {
        return start(instance, request, Optional.empty());
    }

    /**
     * Begins an attempt, as {@link #start(LoginInstance, AttemptRequest)}, in place of an earlier one.
     *
     * @param renews the earlier attempt, as the page says; only passed on to the listener for steps, never checked
     */
    public LoginAttempt start(LoginInstance instance, AttemptRequest request, Optional<AttemptReference> renews) {
        Token state = Token.random();
        boolean isTest = request.intent() == Intent.TEST;
        var step = new LoginStep(
                isTest ? "test-attempt" : "attempt",
                Optional.of(instance.name()),
                Optional.of(AttemptReference.of(state)),
                renews,
                Optional.of(BrowserReference.of(
                        request.browser(),
                        LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC))));
        return notifier.step(step, () -> {
            if (!isTest) {
                LoginInstances.requireActive(instance);
            }
            return attempts.start(instance, request, state);
        });
    }

    /**
     * Finishes an attempt to log in or to re-authenticate: takes it, asks the provider once, returns a login code for the
     * same browser. While the login code, or the bind ticket that was returned in its place, is unused, the same browser
     * may repeat the request and gets the same result without another call to the provider.
     *
     * @throws LoginException {@code state_invalid} before the provider is asked; {@code forbidden} when a
     *     re-authentication is of another user; then as {@link LoginInstance#getLoginCode}
     */
    public FinishedLogin finish(LoginInstance instance, Token browser, Token state, String code) {
        return notifier.step(step("code", instance, state), () -> codeExchange.finish(instance, browser, state, code));
    }

    /**
     * Finishes an attempt of {@link Intent#TEST}: takes it, asks the provider once for the identity and once for the profile, and
     * finds what a login would do. Failures are in the result. Writes one audit event of the current actor, and nothing else;
     * none when the attempt is invalid. The instance's own rule, {@code admit}, is not called.
     *
     * @param code empty when the owner refused on the phone
     */
    public TestScanResult finishTest(LoginInstance instance, Token browser, Token state, Optional<String> code) {
        return testExchange.finish(instance, browser, state, code);
    }

    /**
     * Finishes an attempt to log in that was begun with {@link Display#PAGE}: takes it, asks the provider once, and opens the
     * session. Returns empty when the page that the provider answered to has to continue with {@link #finish}: there is no
     * such attempt of this browser, which then stays unused, or the user chooses between organizations or gets a bind ticket.
     *
     * @param device the browser's description of itself in a few words; may be empty
     * @param previous the token of the request's session, which the new session replaces; null for none
     * @throws LoginException as {@link #finish} and {@link #redeem}; the attempt is used up then
     */
    public Optional<PageLogin.Finished> finishPage(
            LoginInstance instance, Token browser, Token state, String code, String device, @Nullable Token previous) {
        return pageLogin.finish(instance, browser, state, code, device, previous);
    }

    /** Whether a bind attempt of this browser was begun with an invitation, so that it needs no session. */
    public boolean isInvited(LoginInstance instance, Token browser, Token state) {
        return bindCompletion.isInvited(instance, browser, state);
    }

    /**
     * Finishes a bind attempt. The attempt's user must still be signed in, unless it was begun with an invitation.
     *
     * @param user the signed-in user; null for none
     * @param kept the one session of the user that stays open; null for none
     * @return where the page goes in the end; empty for nowhere
     * @throws LoginException {@code state_invalid}, {@code bind_ticket_invalid}, and as {@link LoginInstance#bind}
     */
    public Optional<String> finishBind(
            LoginInstance instance,
            Token browser,
            Token state,
            String code,
            @Nullable UserId user,
            @Nullable TokenHash kept) {
        return notifier.step(
                step("bind", instance, state), () -> bindCompletion.finish(instance, browser, state, code, user, kept));
    }

    /**
     * Uses up an attempt that came back without a code, because its owner refused on the phone. The provider is not asked.
     *
     * @param intent {@link Intent#BIND}, or any other for an attempt that was to end in a login code
     * @return the refusal: {@code login_cancelled}, or {@code state_invalid} when there was no such attempt
     */
    public LoginException cancel(LoginInstance instance, Intent intent, Token browser, Token state) {
        var intents = intent == Intent.BIND ? BindCompletion.INTENTS : CodeExchange.INTENTS;
        var refusal = new LoginException(
                ErrorCode.LOGIN_CANCELLED,
                "The login was refused on the phone. Nothing has happened; start again if that was a mistake.");
        var step = step(intent == Intent.BIND ? "bind" : "code", instance, state);
        try {
            return notifier.step(step, () -> {
                throw attempts.take(instance, intents, browser, state, null)
                        .map(attempt -> TicketPayload.withReturnTo(refusal, attempt.returnTo()))
                        .orElseGet(Attempts::invalid);
            });
        } catch (LoginException e) {
            return e;
        }
    }

    /**
     * Creates a user for the identity of a bind ticket, where the instance's {@code registration} allows it, and returns a
     * login code. The same browser may repeat the request while the login code is unused.
     *
     * @param browser the secret that names the browser; null when the caller is none
     * @throws LoginException {@code bind_ticket_invalid}, {@code login_inactive}, {@code wechat_not_bound},
     *     {@code account_disabled}, {@code identity_conflict}
     */
    public FinishedLogin register(@Nullable Token browser, Token bindTicket) {
        return notifier.step(LoginStep.of("register"), () -> bindTicketRedemption.register(browser, bindTicket));
    }

    /**
     * Binds the identity of a bind ticket to a user who signed in another way.
     *
     * @param kept the one session of the user that stays open; null for none
     * @return where the page of the login goes in the end; empty for nowhere
     * @throws LoginException {@code bind_ticket_invalid}, and as {@link LoginInstance#bind}
     */
    public Optional<String> attach(@Nullable Token browser, Token bindTicket, UserId user, @Nullable TokenHash kept) {
        return notifier.step(
                LoginStep.of("attach"), () -> bindTicketRedemption.attach(browser, bindTicket, user, kept));
    }

    /** Whether {@link #attach} would accept this bind ticket from this browser; the ticket stays unused. */
    public boolean isBindTicketOf(Token browser, Token bindTicket) {
        return bindTickets.isOf(browser, bindTicket);
    }

    /** Creates the right to bind one WeChat identity to this user without a session. The caller vouches for it. */
    public Invitation invite(LoginInstance instance, UserId user) {
        LoginInstances.requireActive(instance);
        Users.requireEnabled(environment
                .users()
                .find(user)
                .orElseThrow(() -> new LoginException(ErrorCode.NOT_FOUND, "There is no user of this userId.")));
        return invitations.issue(instance, user);
    }

    /**
     * Removes a user's binding as {@link LoginInstance#unbind} does, but also when it is the user's last way to sign in. The
     * caller vouches for it, and gives the user another one.
     */
    public void release(LoginInstance instance, UserId user) {
        notifier.step(LoginStep.of("unbind", instance.name()), () -> bindings.release(instance, user));
    }

    /**
     * Opens a session for a login code; or, for a code of a re-authentication, updates the current session.
     *
     * @throws LoginException {@code login_code_invalid}, {@code login_inactive}, {@code account_disabled},
     *     {@code corp_required}, {@code corp_forbidden}, {@code session_required}
     */
    public SignedIn redeem(RedeemRequest request) {
        return notifier.step(LoginStep.of("session"), () -> redemption.redeem(request));
    }

    /** Redeems a login code for the application itself. A code that was issued to a browser is refused and stays valid. */
    SignedIn redeemInProcess(RedeemRequest request) {
        return notifier.step(LoginStep.of("session"), () -> redemption.redeemInProcess(request));
    }

    /**
     * Redeems a login code without opening a session, for an application that opens its own session or issues its own token.
     * The request's Saoma session, if there is one, ends.
     *
     * @param current the user who is signed in now; a code of a re-authentication is valid for that user only; null for none
     * @throws LoginException as {@link #redeem}
     */
    public AuthenticatedUser authenticate(RedeemRequest request, @Nullable UserId current) {
        return notifier.step(LoginStep.of("session"), () -> redemption.authenticate(request, current));
    }

    /**
     * Moves a session to another organization of its user. Its secret changes, its public name stays.
     *
     * @throws LoginException {@code session_required}, {@code corp_forbidden}, {@code account_disabled}
     */
    public SignedIn changeCorp(Token secret, String corpId) {
        return notifier.step(LoginStep.of("corp"), () -> organizationSwitch.switchTo(corpId, secret));
    }

    /** The same for a session that the caller has just looked up. */
    public SignedIn changeCorp(Session session, String corpId) {
        return notifier.step(
                LoginStep.of("corp", session.instance()), () -> organizationSwitch.switchTo(corpId, session));
    }

    /** The organizations that a user may move a session to, as a login code lists them. */
    public List<CorpEntry> corpList(UserId user) {
        return environment.membership().corpList(user);
    }

    @Override
    public LoginCodeResult loginCode(LoginInstance instance, String code) {
        return notifier.step(LoginStep.of("code", instance.name()), () -> codeExchange.logIn(instance, code));
    }

    @Override
    public void bind(LoginInstance instance, UserId user, String code) {
        notifier.step(LoginStep.of("bind", instance.name()), () -> bindCompletion.bind(instance, user, code));
    }

    @Override
    public void unbind(LoginInstance instance, UserId user) {
        notifier.step(LoginStep.of("unbind", instance.name()), () -> bindings.unbind(instance, user));
    }

    @Override
    public boolean isValid(LoginInstance instance, Object authObj) {
        return bindings.isValid(instance, authObj);
    }

    private static LoginStep step(String name, LoginInstance instance, Token state) {
        return LoginStep.of(name, instance.name(), AttemptReference.of(state));
    }
}
