package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Redeems a login code: opens a session, or updates the current one, in the transaction that uses up the code. */
final class SessionOpening {
    private final LoginEnvironment environment;
    private final LoginCodes codes;
    private final PostCommitCheck check;

    SessionOpening(LoginEnvironment environment, LoginCodes codes) {
        this.environment = environment;
        this.codes = codes;
        this.check = new PostCommitCheck(environment);
    }

    SignedIn redeem(RedeemRequest request) {
        Token loginCode = request.loginCode();
        LoginCodes.Issued issued = codes.find(loginCode).orElseThrow(LoginCodes::invalid);
        if (issued.payload().intent() == null) {
            throw LoginCodes.invalid();
        }
        if (!issued.ticket().isOf(request.browser())) {
            environment.store().write(tx -> codes.take(tx.tickets(), loginCode));
            throw LoginCodes.invalid();
        }
        LoginInstance instance = environment
                .instances()
                .find(issued.payload().element(), issued.ticket().app())
                .orElseThrow(LoginCodes::invalid);
        LoginInstances.requireActive(instance);
        return issued.payload().intent() == Intent.REAUTH
                ? reauthenticate(request, issued)
                : open(request, issued, instance);
    }

    private SignedIn open(RedeemRequest request, LoginCodes.Issued issued, LoginInstance instance) {
        User user = environment
                .users()
                .find(issued.user())
                .map(Users::requireEnabled)
                .orElseThrow(LoginCodes::invalid);
        Corp corp = choose(issued.user(), request);
        Token secret = Token.random();
        Session session = session(issued, instance, request, corp, secret);
        Optional<TokenHash> previous = Optional.ofNullable(request.previous()).map(Token::hash);
        environment.store().run(tx -> {
            requireBound(tx, issued);
            use(tx, request.loginCode());
            previous.ifPresent(tx.sessions()::delete);
            tx.sessions().insert(session);
            tx.audit()
                    .append(AuditEvent.of(
                            session.createdAt(),
                            AuditEvent.Kind.SIGNED_IN,
                            session.user(),
                            issued.ticket().app(),
                            session.instance()));
        });
        Sessions sessions = environment.sessions();
        previous.ifPresent(hash -> sessions.invalidate(List.of(hash)));
        check.require(session);
        environment.notifier().onEvent(new LoginEvent.LoggedIn(session.user(), instance.name(), session.createdAt()));
        return new SignedIn(session, secret, user, sessions.expiresAt(session));
    }

    /** Keeps the current session and updates only {@code authenticatedAt}. */
    private SignedIn reauthenticate(RedeemRequest request, LoginCodes.Issued issued) {
        Sessions sessions = environment.sessions();
        Token secret = Optional.ofNullable(request.previous()).orElseThrow(SessionOpening::sessionRequired);
        Session session = sessions.check(secret)
                .filter(found -> found.user().equals(issued.user()))
                .orElseThrow(SessionOpening::sessionRequired);
        User user = environment.users().requireEnabled(session.user());
        Instant now = environment.clock().instant();
        environment.store().run(tx -> {
            requireBound(tx, issued);
            use(tx, request.loginCode());
            if (!tx.sessions().setAuthenticatedAt(secret.hash(), now)) {
                throw sessionRequired();
            }
        });
        sessions.invalidate(List.of(secret.hash()));
        Session current = session.reauthenticatedAt(now);
        return new SignedIn(current, secret, user, sessions.expiresAt(current));
    }

    /** Refuses a code whose binding was removed since. */
    private static void requireBound(Transaction tx, LoginCodes.Issued issued) {
        boolean bound = Optional.ofNullable(issued.ticket().authId())
                .flatMap(tx.auths()::lockById)
                .filter(row -> row.userId().equals(issued.user())
                        && row.appId().equals(issued.ticket().app()))
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

    private static LoginException sessionRequired() {
        return new LoginException(
                ErrorCode.SESSION_REQUIRED, "The session that this was a proof for is gone. Log in again.");
    }

    private Session session(
            LoginCodes.Issued issued,
            LoginInstance instance,
            RedeemRequest request,
            @Nullable Corp corp,
            Token secret) {
        Instant now = environment.clock().instant();
        return new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                secret.hash(),
                issued.user(),
                corp,
                issued.authId(),
                instance.name(),
                request.device(),
                request.platform(),
                now,
                now,
                now);
    }
}
