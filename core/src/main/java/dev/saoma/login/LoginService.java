package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.Person;
import dev.saoma.identity.Resolution;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.LoginCodeResult.CorpEntry;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way through: attempt, code, ledger, login code, session, bind and unbind. The HTTP layer calls it with what a
 * browser sent, the instances with what the application says; both meet the same rules. Thread-safe.
 */
public final class LoginService {
    private final Store<LoginTransaction> store;
    private final Ledger ledger;
    private final Users users;
    private final OrganizationDirectory organizations;
    private final Attempts attempts;
    private final LoginCodes codes;
    private final Redemption redemption;
    private final Bindings bindings;

    /** @param instances all login instances of the app, asked each time */
    public LoginService(
            Store<LoginTransaction> store,
            Sessions sessions,
            UserDirectory directory,
            OrganizationDirectory organizations,
            Supplier<List<LoginInstance>> instances,
            LoginLife life,
            Clock clock) {
        this.store = store;
        this.ledger = new Ledger(clock);
        this.users = new Users(directory);
        this.organizations = organizations;
        this.attempts = new Attempts(store, life, clock);
        this.codes = new LoginCodes(life, clock);
        this.bindings = new Bindings(store, sessions, ledger, users, instances);
        Function<String, Optional<LoginInstance>> byFullName = name ->
                instances.get().stream().filter(i -> i.fullName().equals(name)).findFirst();
        this.redemption = new Redemption(store, sessions, codes, users, organizations, byFullName, clock);
    }

    /**
     * Begins a login or a bind in a browser.
     *
     * @throws LoginException {@code login_inactive}
     */
    public LoginAttempt start(LoginInstance instance, AttemptRequest request) {
        requireActive(instance);
        return attempts.start(instance, request);
    }

    /**
     * Finishes a login attempt: takes it, asks the provider once, answers a login code for the same browser. The same
     * browser may ask again with the same pair while the login code is unused, and gets the same answer without another
     * call to the provider.
     *
     * @throws LoginException {@code state_invalid} before the provider is asked; then as
     *     {@link LoginInstance#getLoginCode}
     */
    public FinishedLogin finish(LoginInstance instance, Token browser, Token state, String code) {
        Token loginCode = LoginCodes.derived(browser, state, code);
        Optional<Ticket> attempt =
                store.write(tx -> attempts.take(tx.tickets(), instance, Intent.LOGIN, browser, state));
        if (attempt.isEmpty()) {
            Ticket earlier = store.read(tx -> codes.find(tx.tickets(), loginCode))
                    .filter(ticket -> Payload.parse(ticket.payload()).element().equals(instance.fullName()))
                    .orElseThrow(Attempts::invalid);
            UserId user = Objects.requireNonNull(earlier.user());
            return new FinishedLogin(result(loginCode, user), returnTo(earlier));
        }
        String returnTo = returnTo(attempt.get());
        try {
            return new FinishedLogin(mint(instance, code, loginCode, browser, returnTo), returnTo);
        } catch (LoginException e) {
            throw goingBack(e, returnTo);
        }
    }

    /**
     * Finishes a bind attempt: the user is the attempt's, who must still be signed in.
     *
     * @param user who is signed in
     * @param kept the one session of the user's that goes on; null for none
     * @throws LoginException {@code state_invalid}, and as {@link LoginInstance#bind}
     */
    public void finishBind(
            LoginInstance instance, Token browser, Token state, String code, UserId user, @Nullable TokenHash kept) {
        Ticket attempt = store.write(tx -> attempts.take(tx.tickets(), instance, Intent.BIND, browser, state))
                .filter(ticket -> user.equals(ticket.user()))
                .orElseThrow(Attempts::invalid);
        try {
            bindings.bind(instance, user, code, kept);
        } catch (LoginException e) {
            throw goingBack(e, returnTo(attempt));
        }
    }

    /**
     * Uses up an attempt that came back without a code, because the person refused on the phone. Nobody is asked.
     *
     * @return what to answer: {@code login_cancelled}, or {@code state_invalid} when there was no such attempt
     */
    public LoginException cancel(LoginInstance instance, Intent intent, Token browser, Token state) {
        return store.write(tx -> attempts.take(tx.tickets(), instance, intent, browser, state))
                .map(attempt -> goingBack(
                        new LoginException(
                                ErrorCode.LOGIN_CANCELLED,
                                "The login was refused on the phone. Nothing has happened; start again if that was a"
                                        + " mistake."),
                        returnTo(attempt)))
                .orElseGet(Attempts::invalid);
    }

    /**
     * Opens a session for a login code.
     *
     * @throws LoginException {@code login_code_invalid}, {@code login_inactive}, {@code account_disabled},
     *     {@code corp_required}, {@code corp_forbidden}
     */
    public SignedIn redeem(RedeemRequest request) {
        return redemption.redeem(request);
    }

    LoginCodeResult loginCode(LoginInstance instance, String code) {
        return mint(instance, code, Token.random(), null, null);
    }

    void bind(LoginInstance instance, UserId user, String code) {
        bindings.bind(instance, user, code, null);
    }

    void unbind(LoginInstance instance, UserId user) {
        bindings.unbind(instance, user);
    }

    boolean stands(LoginInstance instance, Object authObj) {
        return bindings.stands(instance, authObj);
    }

    static void requireActive(LoginInstance instance) {
        if (!instance.isActive()) {
            throw new LoginException(
                    ErrorCode.LOGIN_INACTIVE,
                    "The login method " + instance.name()
                            + " is switched off (isActive is false in its business file).");
        }
    }

    private LoginCodeResult mint(
            LoginInstance instance, String code, Token loginCode, @Nullable Token browser, @Nullable String returnTo) {
        requireActive(instance);
        Scan scan = instance.identify(requireCode(code));
        WeChatAuth auth = known(instance, scan);
        users.active(auth.userId());
        instance.admit(auth);
        store.write(tx -> {
            codes.put(tx.tickets(), loginCode, instance, auth, browser, returnTo);
            return true;
        });
        return result(loginCode, auth.userId());
    }

    private WeChatAuth known(LoginInstance instance, Scan scan) {
        Person person = scan.person();
        Resolution resolution = store.write(tx -> ledger.resolve(tx.auths(), person));
        if (resolution instanceof Resolution.Known known) {
            return known.auth();
        }
        if (resolution instanceof Resolution.Unlinked || instance.registration() == Registration.DENY) {
            throw notBound();
        }
        UserId user = users.create(scan);
        // Another browser of the same newcomer may have been quicker: then the ledger's user is the one.
        return store.write(tx -> {
            Resolution now = ledger.resolve(tx.auths(), person);
            if (now instanceof Resolution.Known known) {
                return known.auth();
            }
            // The directory may know the newcomer: somebody who was here and unbound, which a scan does not undo.
            if (tx.auths().unlinked(person.app(), user)) {
                throw notBound();
            }
            return ledger.bind(tx.auths(), user, person);
        });
    }

    private LoginCodeResult result(Token loginCode, UserId user) {
        var corps = new ArrayList<CorpEntry>();
        for (Corp corp : organizations.of(user)) {
            corps.add(new CorpEntry(corp.id().value(), corp.name()));
        }
        return new LoginCodeResult(loginCode.reveal(), List.copyOf(corps));
    }

    /** Whoever shows the failure knows where the page wanted to go. */
    private static LoginException goingBack(LoginException failure, @Nullable String returnTo) {
        return returnTo == null ? failure : failure.with("returnTo", returnTo);
    }

    private static @Nullable String returnTo(Ticket ticket) {
        return Payload.parse(ticket.payload()).returnTo();
    }

    static String requireCode(String code) {
        if (code.isEmpty() || code.length() > 512 || !code.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new LoginException(ErrorCode.INVALID_REQUEST, "code must be 1 to 512 visible ASCII characters.");
        }
        return code;
    }

    private static LoginException notBound() {
        return new LoginException(
                ErrorCode.WECHAT_NOT_BOUND,
                "This WeChat is not bound to an account here. Sign in another way and bind it, or ask for an invitation.");
    }
}
