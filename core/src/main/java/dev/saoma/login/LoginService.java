package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.login.LoginCodeResult.CorpEntry;
import dev.saoma.observe.Watch;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way through: attempt, code, ledger, login code, session, bind and unbind. The HTTP layer calls it with what a
 * browser sent, the instances with what the application says; both meet the same rules. Thread-safe.
 */
public final class LoginService {
    private static final Set<Intent> CODES = EnumSet.of(Intent.LOGIN, Intent.REAUTH);

    private final Store<LoginTransaction> store;
    private final Users users;
    private final UserRemoval removal;
    private final Invitations invitations;
    private final Attempts attempts;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Admission admission;
    private final Redemption redemption;
    private final CorpChange corpChange;
    private final Bindings bindings;
    private final Membership membership;
    private final Newcomers newcomers;
    private final Watch watch;

    /**
     * @param instances all login instances of the app, asked each time
     * @param background runs what nobody waits for; it may refuse
     * @param watch hears of every step, and of what has happened
     */
    public LoginService(
            Store<LoginTransaction> store,
            Sessions sessions,
            UserDirectory directory,
            OrganizationDirectory organizations,
            Supplier<List<LoginInstance>> instances,
            LoginLife life,
            Clock clock,
            Executor background,
            Watch watch) {
        this.store = store;
        this.watch = watch;
        this.users = new Users(directory);
        var ledger = new Ledger(clock);
        this.membership = new Membership(organizations);
        this.invitations = new Invitations(store, life, clock);
        this.attempts = new Attempts(store, invitations, life, clock);
        this.codes = new LoginCodes(life, clock);
        this.bindTickets = new BindTickets(store, life, clock);
        var profiles = new Profiles(store, users, life.profile(), clock, background);
        this.removal = new UserRemoval(store, sessions, ledger, users, instances, clock, watch);
        var lookup = new UserLookup(store, ledger, removal, clock);
        this.admission = new Admission(
                store, ledger, users, removal, lookup, membership, codes, bindTickets, profiles, clock, watch);
        this.bindings = new Bindings(store, sessions, ledger, users, removal, lookup, instances, clock, watch);
        Function<String, Optional<LoginInstance>> byFullName = name ->
                instances.get().stream().filter(i -> i.fullName().equals(name)).findFirst();
        this.newcomers = new Newcomers(store, codes, bindTickets, admission, bindings, byFullName);
        this.redemption = new Redemption(store, sessions, codes, users, membership, byFullName, clock, watch);
        this.corpChange = new CorpChange(store, sessions, users, membership, clock);
    }

    /**
     * Begins a login, a bind or a proof in a browser.
     *
     * @throws LoginException {@code login_inactive}; {@code bind_ticket_invalid} when the invitation is of no use
     */
    public LoginAttempt start(LoginInstance instance, AttemptRequest request) {
        return watch.step("attempt", () -> {
            requireActive(instance);
            return attempts.start(instance, request);
        });
    }

    /**
     * Finishes an attempt to log in or to prove oneself again: takes it, asks the provider once, answers a login code for
     * the same browser. The same browser may ask again with the same pair while the login code, or the bind ticket that was
     * answered in its place, is unused, and gets the same answer without another call to the provider.
     *
     * @throws LoginException {@code state_invalid} before the provider is asked; {@code forbidden} when somebody else
     *     proved themselves; then as {@link LoginInstance#getLoginCode}
     */
    public FinishedLogin finish(LoginInstance instance, Token browser, Token state, String code) {
        return watch.step("code", () -> finished(instance, browser, state, code));
    }

    private FinishedLogin finished(LoginInstance instance, Token browser, Token state, String code) {
        Optional<Ticket> attempt = attempts.take(instance, CODES, browser, state, null);
        if (attempt.isEmpty()) {
            return again(instance, browser, Proof.of(browser, state, code, null));
        }
        String returnTo = returnTo(attempt.get());
        Proof proof = Proof.of(browser, state, code, returnTo);
        boolean reauth = Payload.parse(attempt.get().payload()).intent() == Intent.REAUTH;
        try {
            requireActive(instance);
            requireCode(code);
            LoginCodeResult result = reauth
                    ? admission.reauthenticate(instance, code, attempt.get().user(), proof)
                    : admission.login(instance, code, proof);
            return new FinishedLogin(result, returnTo);
        } catch (LoginException e) {
            throw goingBack(e, returnTo);
        }
    }

    private FinishedLogin again(LoginInstance instance, Token browser, Proof proof) {
        Optional<Ticket> earlier = store.read(tx -> codes.find(tx.tickets(), proof.loginCode()))
                .filter(ticket -> Payload.parse(ticket.payload()).element().equals(instance.fullName()));
        if (earlier.isPresent()) {
            return admission.again(earlier.get(), proof.loginCode());
        }
        throw bindTickets.repeated(instance, browser, proof.bindTicket()).orElseGet(Attempts::invalid);
    }

    /** Whether a bind attempt of this browser was begun with an invitation, so that nobody need be signed in for it. */
    public boolean isInvited(LoginInstance instance, Token browser, Token state) {
        return store.read(tx -> attempts.find(tx.tickets(), instance, EnumSet.of(Intent.BIND), browser, state))
                .filter(Attempts::isInvited)
                .isPresent();
    }

    /**
     * Finishes a bind attempt: the user is the attempt's, who must still be signed in unless it was begun with an
     * invitation.
     *
     * @param user who is signed in; null for nobody
     * @param kept the one session of the user's that goes on; null for none
     * @return where the page wanted to go; empty for nowhere
     * @throws LoginException {@code state_invalid}, {@code bind_ticket_invalid}, and as {@link LoginInstance#bind}
     */
    public Optional<String> finishBind(
            LoginInstance instance,
            Token browser,
            Token state,
            String code,
            @Nullable UserId user,
            @Nullable TokenHash kept) {
        return watch.step("bind", () -> finishedBind(instance, browser, state, code, user, kept));
    }

    private Optional<String> finishedBind(
            LoginInstance instance,
            Token browser,
            Token state,
            String code,
            @Nullable UserId user,
            @Nullable TokenHash kept) {
        Ticket attempt = attempts.take(instance, EnumSet.of(Intent.BIND), browser, state, user)
                .filter(ticket -> user != null || Attempts.isInvited(ticket))
                .orElseThrow(Attempts::invalid);
        TokenHash invitation = Payload.parse(attempt.payload()).invitationHash();
        try {
            bindings.bind(instance, binder(instance, attempt), code, kept, tx -> {
                if (invitation != null) {
                    invitations.use(tx.tickets(), invitation);
                }
            });
            return Optional.ofNullable(returnTo(attempt));
        } catch (LoginException e) {
            throw goingBack(e, returnTo(attempt));
        }
    }

    /** Who is to have the WeChat of a bind attempt. An invitation is worth nothing when who was invited is gone. */
    private UserId binder(LoginInstance instance, Ticket attempt) {
        UserId user = attempts.userOf(instance, attempt);
        if (Attempts.isInvited(attempt) && users.find(user).isEmpty()) {
            throw Invitations.invalid();
        }
        return user;
    }

    /**
     * Uses up an attempt that came back without a code, because the person refused on the phone. Nobody is asked.
     *
     * @param intent {@link Intent#BIND}, or anything else for an attempt that was to end in a login code
     * @return what to answer: {@code login_cancelled}, or {@code state_invalid} when there was no such attempt
     */
    public LoginException cancel(LoginInstance instance, Intent intent, Token browser, Token state) {
        return attempts.take(instance, intent == Intent.BIND ? EnumSet.of(Intent.BIND) : CODES, browser, state, null)
                .map(attempt -> goingBack(
                        new LoginException(
                                ErrorCode.LOGIN_CANCELLED,
                                "The login was refused on the phone. Nothing has happened; start again if that was a"
                                        + " mistake."),
                        returnTo(attempt)))
                .orElseGet(Attempts::invalid);
    }

    /**
     * Creates a user for the person of a bind ticket, where the instance's {@code registration} allows it, and answers a
     * login code. The same browser may ask again with the same ticket while the login code is unused.
     *
     * @param browser the secret that names the browser; null when the caller is none
     * @throws LoginException {@code bind_ticket_invalid}, {@code login_inactive}, {@code wechat_not_bound},
     *     {@code account_disabled}, {@code identity_conflict}
     */
    public FinishedLogin register(@Nullable Token browser, Token bindTicket) {
        return watch.step("register", () -> newcomers.register(browser, bindTicket));
    }

    /**
     * Binds the person of a bind ticket to a user who is signed in otherwise.
     *
     * @param kept the one session of the user's that goes on; null for none
     * @return where the page that scanned wanted to go; empty for nowhere
     * @throws LoginException {@code bind_ticket_invalid}, and as {@link LoginInstance#bind}
     */
    public Optional<String> attach(@Nullable Token browser, Token bindTicket, UserId user, @Nullable TokenHash kept) {
        return watch.step("attach", () -> newcomers.attach(browser, bindTicket, user, kept));
    }

    /** Whether {@link #attach} would take this bind ticket from this browser; the ticket stays as it is. */
    public boolean isBindTicketOf(Token browser, Token bindTicket) {
        return bindTickets.isOf(browser, bindTicket);
    }

    /** Makes the right to bind one WeChat to this user without being signed in. Whoever asks vouches for it. */
    public Invitation invite(LoginInstance instance, UserId user) {
        requireActive(instance);
        Users.admitted(users.find(user)
                .orElseThrow(() -> new LoginException(ErrorCode.NOT_FOUND, "There is no user of this userId.")));
        return invitations.issue(instance, user);
    }

    /**
     * Takes a user's binding away as {@link LoginInstance#unbind} does, but also when it is the last way in: whoever asks
     * vouches for it, and sees to it that the user gets another.
     */
    public void release(LoginInstance instance, UserId user) {
        watch.step("unbind", () -> {
            bindings.release(instance, user);
        });
    }

    /**
     * Removes everything that is kept of a user who has been deleted: bindings, who they are to WeChat, where they unbound,
     * tickets and sessions, in one transaction. The person is a newcomer from then on, and the identifier may be given out
     * again. Nothing guards the last way in. Called again it does nothing.
     *
     * <p>Call it when the deletion is committed: a login or bind that is under way then finds no user any more, whichever of
     * the two is first.
     */
    public void forget(UserId user) {
        removal.forget(user, "forgotten");
    }

    /**
     * Opens a session for a login code; or, for a code that came of a proof, notes it in the session that the request came
     * with.
     *
     * @throws LoginException {@code login_code_invalid}, {@code login_inactive}, {@code account_disabled},
     *     {@code corp_required}, {@code corp_forbidden}, {@code session_required}
     */
    public SignedIn redeem(RedeemRequest request) {
        return watch.step("session", () -> redemption.redeem(request));
    }

    /**
     * Moves a session to another organisation of its user. Its secret changes, its public name stays.
     *
     * @throws LoginException {@code session_required}, {@code corp_forbidden}, {@code account_disabled}
     */
    public SignedIn changeCorp(Token secret, String corpId) {
        return watch.step("corp", () -> corpChange.to(corpId, secret));
    }

    /** The organisations that a user may move a session to, as a login code lists them. */
    public List<CorpEntry> corpList(UserId user) {
        return membership.corpList(user);
    }

    LoginCodeResult loginCode(LoginInstance instance, String code) {
        return watch.step("code", () -> {
            requireActive(instance);
            return admission.login(instance, requireCode(code), Proof.inProcess());
        });
    }

    void bind(LoginInstance instance, UserId user, String code) {
        watch.step("bind", () -> {
            bindings.bind(instance, user, code, null, tx -> {});
        });
    }

    void unbind(LoginInstance instance, UserId user) {
        watch.step("unbind", () -> {
            bindings.unbind(instance, user);
        });
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

    /** Whoever shows the failure knows where the page wanted to go. */
    static LoginException goingBack(LoginException failure, @Nullable String returnTo) {
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
}
