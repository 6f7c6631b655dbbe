package dev.saoma.login;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.PostCommitCheck;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redeems a login code, in one transaction: opens a session, updates the current one, or returns the authenticated user to an
 * application that has sessions or tokens of its own. Opens the same session for a user who needs no login code.
 */
final class LoginCodeRedemption {
    private final LoginEnvironment environment;
    private final LoginCodes codes;
    private final PostCommitCheck check;

    /** The row of the authentication model by which a user signs in. */
    private record Binding(long authId, UserId user, AppId app) {
        static Binding of(LoginCodes.Issued issued) {
            return new Binding(issued.authId(), issued.user(), issued.ticket().app());
        }

        static Binding of(WeChatAuth auth) {
            return new Binding(auth.id(), auth.userId(), auth.appId());
        }
    }

    LoginCodeRedemption(LoginEnvironment environment, LoginCodes codes) {
        this.environment = environment;
        this.codes = codes;
        this.check = new PostCommitCheck(environment);
    }

    SignedIn redeem(RedeemRequest request) {
        LoginCodes.Issued issued = require(request);
        LoginInstance instance =
                requireInstance(issued.payload().element(), issued.ticket().app());
        return issued.payload().intent() == Intent.REAUTH
                ? reauthenticate(request, issued)
                : open(request, issued, instance);
    }

    /**
     * Opens a session for a user whom the provider has just authenticated, without a login code.
     *
     * @param user enabled, and admitted by the instance
     * @param request its login code was not issued and is not taken
     */
    SignedIn open(LoginInstance begun, WeChatAuth auth, User user, @Nullable Corp corp, RedeemRequest request) {
        LoginInstance instance = requireInstance(begun.fullName(), auth.appId());
        return open(request, Binding.of(auth), instance, user, corp, Optional.empty());
    }

    /** Redeems a code for a caller that is no browser; refuses one that was issued to a browser, and leaves it valid. */
    SignedIn redeemInProcess(RedeemRequest request) {
        boolean ofBrowser = codes.find(request.loginCode())
                .filter(issued -> !issued.ticket().isOf(null))
                .isPresent();
        if (ofBrowser) {
            throw new LoginException(
                    ErrorCode.LOGIN_CODE_INVALID,
                    "This login code was issued to a browser, so that only a request of that browser can redeem it: call"
                            + " LoginCode.redeem(request, loginCode) in place of loginByCode.");
        }
        return redeem(request);
    }

    /**
     * Uses up a code without opening a session. Ends the Saoma session of the request.
     *
     * @param current the signed-in user, whom a code of a re-authentication must be of; null for none
     */
    AuthenticatedUser authenticate(RedeemRequest request, @Nullable UserId current) {
        LoginCodes.Issued issued = require(request);
        LoginInstance instance =
                requireInstance(issued.payload().element(), issued.ticket().app());
        boolean again = issued.payload().intent() == Intent.REAUTH;
        if (again && !issued.user().equals(current)) {
            throw sessionRequired();
        }
        requireUser(issued);
        Corp corp = choose(issued.user(), request);
        Binding binding = Binding.of(issued);
        Instant now = environment.clock().instant();
        Optional<TokenHash> previous = Optional.ofNullable(request.previous()).map(Token::hash);
        environment.store().run(durability(previous), tx -> {
            requireBound(tx, binding);
            use(tx, request.loginCode());
            previous.ifPresent(tx.sessions()::delete);
            tx.audit().append(signedIn(now, binding, instance));
        });
        previous.ifPresent(hash -> environment.sessions().invalidate(List.of(hash)));
        User user = check.require(issued.user(), Optional.ofNullable(corp));
        environment.notifier().onEvent(new LoginEvent.LoggedIn(user.id(), instance.name(), now));
        return new AuthenticatedUser(user, corp, instance.name(), request.platform(), request.device(), now);
    }

    private LoginCodes.Issued require(RedeemRequest request) {
        Token loginCode = request.loginCode();
        LoginCodes.Issued issued = codes.find(loginCode).orElseThrow(LoginCodes::invalid);
        codes.describeStep(issued);
        if (issued.payload().intent() == null) {
            throw LoginCodes.invalid();
        }
        if (!issued.ticket().isOf(request.browser())) {
            environment.store().write(tx -> codes.take(tx.tickets(), loginCode));
            throw LoginCodes.invalid();
        }
        return issued;
    }

    private LoginInstance requireInstance(String element, AppId app) {
        LoginInstance instance = environment.instances().find(element, app).orElseThrow(LoginCodes::invalid);
        LoginInstances.requireActive(instance);
        return instance;
    }

    private User requireUser(LoginCodes.Issued issued) {
        return environment
                .users()
                .find(issued.user())
                .map(Users::requireEnabled)
                .orElseThrow(LoginCodes::invalid);
    }

    private SignedIn open(RedeemRequest request, LoginCodes.Issued issued, LoginInstance instance) {
        User user = requireUser(issued);
        Corp corp = choose(issued.user(), request);
        return open(request, Binding.of(issued), instance, user, corp, Optional.of(request.loginCode()));
    }

    private SignedIn open(
            RedeemRequest request,
            Binding binding,
            LoginInstance instance,
            User user,
            @Nullable Corp corp,
            Optional<Token> loginCode) {
        Token secret = Token.random();
        Session session = session(binding, instance, request, corp, secret);
        AuditEvent event = signedIn(session.createdAt(), binding, instance);
        Optional<TokenHash> previous = Optional.ofNullable(request.previous()).map(Token::hash);
        if (loginCode.isPresent() || previous.isPresent()) {
            environment.store().run(durability(previous), tx -> {
                requireBound(tx, binding);
                loginCode.ifPresent(code -> use(tx, code));
                previous.ifPresent(tx.sessions()::delete);
                tx.sessions().insert(session);
                tx.audit().append(event);
            });
        } else if (!environment
                .store()
                .writeSingle(Durability.ASYNCHRONOUS, tx -> tx.open(session, binding.app(), event))) {
            throw LoginCodes.invalid();
        }
        Sessions sessions = environment.sessions();
        previous.ifPresent(hash -> sessions.invalidate(List.of(hash)));
        check.require(session);
        environment.notifier().onEvent(new LoginEvent.LoggedIn(session.user(), instance.name(), session.createdAt()));
        return new SignedIn(session, secret, user, sessions.expiresAt(session));
    }

    /** Keeps the current session and updates only {@code authenticatedAt}. */
    private SignedIn reauthenticate(RedeemRequest request, LoginCodes.Issued issued) {
        Sessions sessions = environment.sessions();
        Token secret = Optional.ofNullable(request.previous()).orElseThrow(LoginCodeRedemption::sessionRequired);
        Session session = sessions.check(secret)
                .filter(found -> found.user().equals(issued.user()))
                .orElseThrow(LoginCodeRedemption::sessionRequired);
        User user = environment.users().requireEnabled(session.user());
        Binding binding = Binding.of(issued);
        Instant now = environment.clock().instant();
        environment.store().run(Durability.ASYNCHRONOUS, tx -> {
            requireBound(tx, binding);
            use(tx, request.loginCode());
            if (!tx.sessions().setAuthenticatedAt(secret.hash(), now)) {
                throw sessionRequired();
            }
        });
        sessions.invalidate(List.of(secret.hash()));
        Session current = session.reauthenticatedAt(now);
        return new SignedIn(current, secret, user, sessions.expiresAt(current));
    }

    /** The end of an earlier session must not be lost; a new session may be, since the person can log in again. */
    private static Durability durability(Optional<TokenHash> previous) {
        return previous.isPresent() ? Durability.SYNCHRONOUS : Durability.ASYNCHRONOUS;
    }

    /** Refuses a user whose binding was removed since. */
    private static void requireBound(Transaction tx, Binding binding) {
        boolean bound = tx.auths()
                .lockById(binding.authId())
                .filter(row ->
                        row.userId().equals(binding.user()) && row.appId().equals(binding.app()))
                .isPresent();
        if (!bound) {
            throw LoginCodes.invalid();
        }
    }

    private void use(Transaction tx, Token loginCode) {
        if (!codes.take(tx.tickets(), loginCode)) {
            throw LoginCodes.invalid();
        }
    }

    private @Nullable Corp choose(UserId user, RedeemRequest request) {
        try {
            return environment.membership().choose(user, request.corpId());
        } catch (LoginException e) {
            if (e.code() == ErrorCode.CORP_REQUIRED || e.code() == ErrorCode.CORP_FORBIDDEN) {
                codes.countFailure(request.loginCode());
            }
            throw e;
        }
    }

    private static AuditEvent signedIn(Instant at, Binding binding, LoginInstance instance) {
        return AuditEvent.of(
                at,
                AuditEvent.Kind.SIGNED_IN,
                Actor.of(binding.user()),
                binding.user(),
                binding.app(),
                instance.name());
    }

    private static LoginException sessionRequired() {
        return new LoginException(
                ErrorCode.SESSION_REQUIRED, "The session that this was a proof for is gone. Log in again.");
    }

    private Session session(
            Binding binding, LoginInstance instance, RedeemRequest request, @Nullable Corp corp, Token secret) {
        Instant now = environment.clock().instant();
        return new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                secret.hash(),
                binding.user(),
                corp,
                binding.authId(),
                instance.name(),
                request.device(),
                request.platform(),
                now,
                now,
                now);
    }
}
