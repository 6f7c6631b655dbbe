package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.Watch;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Session;
import dev.saoma.session.SessionId;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Login code to session: the code is used up in the transaction that keeps the session. */
final class Redemption {
    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final LoginCodes codes;
    private final Users users;
    private final Membership membership;
    private final Function<String, Optional<LoginInstance>> instances;
    private final LastLook lastLook;
    private final Clock clock;
    private final Watch watch;

    Redemption(
            Store<LoginTransaction> store,
            Sessions sessions,
            LoginCodes codes,
            Users users,
            Membership membership,
            Function<String, Optional<LoginInstance>> instances,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.sessions = sessions;
        this.codes = codes;
        this.users = users;
        this.membership = membership;
        this.instances = instances;
        this.lastLook = new LastLook(store, users, membership, clock);
        this.clock = clock;
        this.watch = watch;
    }

    SignedIn redeem(RedeemRequest request) {
        Token loginCode = request.loginCode();
        Ticket ticket = store.read(tx -> codes.find(tx.tickets(), loginCode)).orElseThrow(LoginCodes::invalid);
        Payload payload = Payload.parse(ticket.payload());
        if (payload.intent() == null) {
            throw LoginCodes.invalid();
        }
        if (!ticket.isOf(request.browser())) {
            store.write(tx -> codes.take(tx.tickets(), loginCode));
            throw LoginCodes.invalid();
        }
        LoginInstance instance = instance(payload, ticket);
        return payload.intent() == Intent.REAUTH ? prove(request, ticket) : open(request, ticket, instance);
    }

    private SignedIn open(RedeemRequest request, Ticket ticket, LoginInstance instance) {
        UserId userId = Objects.requireNonNull(ticket.user());
        User user = users.find(userId).map(Users::admitted).orElseThrow(LoginCodes::invalid);
        Corp corp = choose(userId, request);
        Token secret = Token.random();
        Session session = session(ticket, instance, request, corp, secret);
        @Nullable
        TokenHash previous =
                request.previous() == null ? null : request.previous().hash();
        store.write(tx -> {
            mint(tx, ticket, request.loginCode(), session, previous);
            return true;
        });
        if (previous != null) {
            sessions.changed(List.of(previous));
        }
        lastLook.at(session);
        watch.happened(new LoginEvent.LoggedIn(userId, instance.name(), session.createdAt()));
        return new SignedIn(session, secret, user, sessions.expiresAt(session));
    }

    /** The session that the request came with goes on as it is, but for the moment of its last proof. */
    private SignedIn prove(RedeemRequest request, Ticket ticket) {
        Token secret = Optional.ofNullable(request.previous()).orElseThrow(Redemption::nobody);
        Session session = sessions.check(secret)
                .filter(found -> found.user().equals(ticket.user()))
                .orElseThrow(Redemption::nobody);
        User user = users.active(session.user());
        Instant now = clock.instant();
        store.write(tx -> {
            requireBound(tx, ticket, session.user());
            use(tx, request.loginCode());
            if (!tx.sessions().proved(secret.hash(), now)) {
                throw nobody();
            }
            return true;
        });
        sessions.changed(List.of(secret.hash()));
        Session proved = session.provedAt(now);
        return new SignedIn(proved, secret, user, sessions.expiresAt(proved));
    }

    private void mint(
            LoginTransaction tx, Ticket ticket, Token loginCode, Session session, @Nullable TokenHash previous) {
        requireBound(tx, ticket, session.user());
        use(tx, loginCode);
        if (previous != null) {
            tx.sessions().delete(previous);
        }
        tx.sessions().insert(session);
        tx.audit()
                .append(new AuditEvent(
                        session.createdAt(),
                        AuditEvent.Kind.SIGNED_IN,
                        session.user().value(),
                        ticket.app().value(),
                        session.instance()));
    }

    /** An unbind that came between the scan and this wins. */
    private static void requireBound(LoginTransaction tx, Ticket ticket, UserId user) {
        boolean bound = Optional.ofNullable(ticket.authId())
                .flatMap(tx.auths()::lockById)
                .filter(row -> row.userId().equals(user) && row.appId().equals(ticket.app()))
                .isPresent();
        if (!bound) {
            throw LoginCodes.invalid();
        }
    }

    private void use(LoginTransaction tx, Token loginCode) {
        if (!codes.take(tx.tickets(), loginCode)) {
            throw LoginCodes.invalid();
        }
    }

    private LoginInstance instance(Payload payload, Ticket ticket) {
        LoginInstance instance = instances.apply(payload.element()).orElseThrow(LoginCodes::invalid);
        if (!instance.appId().equals(ticket.app())) {
            throw LoginCodes.invalid();
        }
        LoginService.requireActive(instance);
        return instance;
    }

    private @Nullable Corp choose(UserId user, RedeemRequest request) {
        try {
            return membership.choose(user, request.corpId());
        } catch (LoginException e) {
            if (e.code() == ErrorCode.CORP_REQUIRED || e.code() == ErrorCode.CORP_FORBIDDEN) {
                store.write(tx -> {
                    codes.fail(tx.tickets(), request.loginCode());
                    return true;
                });
            }
            throw e;
        }
    }

    private static LoginException nobody() {
        return new LoginException(
                ErrorCode.SESSION_REQUIRED, "The session that this was a proof for is gone. Log in again.");
    }

    private Session session(
            Ticket ticket, LoginInstance instance, RedeemRequest request, @Nullable Corp corp, Token secret) {
        Instant now = clock.instant();
        return new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                secret.hash(),
                Objects.requireNonNull(ticket.user()),
                corp,
                Objects.requireNonNull(ticket.authId()),
                instance.name(),
                request.device(),
                request.platform(),
                now,
                now,
                now);
    }
}
