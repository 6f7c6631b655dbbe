package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
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
    private final OrganizationDirectory organizations;
    private final Function<String, Optional<LoginInstance>> instances;
    private final Clock clock;

    Redemption(
            Store<LoginTransaction> store,
            Sessions sessions,
            LoginCodes codes,
            Users users,
            OrganizationDirectory organizations,
            Function<String, Optional<LoginInstance>> instances,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.codes = codes;
        this.users = users;
        this.organizations = organizations;
        this.instances = instances;
        this.clock = clock;
    }

    SignedIn redeem(RedeemRequest request) {
        Token loginCode = request.loginCode();
        Ticket ticket = store.read(tx -> codes.find(tx.tickets(), loginCode)).orElseThrow(LoginCodes::invalid);
        Payload payload = Payload.parse(ticket.payload());
        if (!ticket.isOf(request.browser())) {
            store.write(tx -> codes.take(tx.tickets(), loginCode));
            throw LoginCodes.invalid();
        }
        LoginInstance instance = instance(payload, ticket);
        UserId userId = Objects.requireNonNull(ticket.user());
        User user = users.active(userId);
        Corp corp = choose(organizations.of(userId), request);
        Token secret = Token.random();
        Session session = session(ticket, instance, request, corp, secret);
        @Nullable
        TokenHash previous =
                request.previous() == null ? null : request.previous().hash();
        store.write(tx -> {
            mint(tx, ticket, loginCode, session, previous);
            return true;
        });
        if (previous != null) {
            sessions.ended(List.of(previous));
        }
        return new SignedIn(session, secret, user, sessions.expiresAt(session));
    }

    private void mint(
            LoginTransaction tx, Ticket ticket, Token loginCode, Session session, @Nullable TokenHash previous) {
        boolean bound = tx.auths().lockByUser(session.user()).stream()
                .anyMatch(row -> row.id() == session.authId() && row.appId().equals(ticket.app()));
        if (!bound || !codes.take(tx.tickets(), loginCode)) {
            throw LoginCodes.invalid();
        }
        if (previous != null) {
            tx.sessions().delete(previous);
        }
        tx.sessions().insert(session);
    }

    private LoginInstance instance(Payload payload, Ticket ticket) {
        LoginInstance instance = instances.apply(payload.element()).orElseThrow(LoginCodes::invalid);
        if (!instance.appId().equals(ticket.app())) {
            throw LoginCodes.invalid();
        }
        LoginService.requireActive(instance);
        return instance;
    }

    private @Nullable Corp choose(List<Corp> corps, RedeemRequest request) {
        if (request.corpId() != null) {
            return corps.stream()
                    .filter(corp -> corp.id().value().equals(request.corpId()))
                    .findFirst()
                    .orElseThrow(() -> wrongCorp(
                            request,
                            ErrorCode.CORP_FORBIDDEN,
                            "You are not a member of the organisation that was named."));
        }
        if (corps.size() > 1) {
            throw wrongCorp(
                    request,
                    ErrorCode.CORP_REQUIRED,
                    "You belong to several organisations; name one of corpList as corpId.");
        }
        return corps.isEmpty() ? null : corps.get(0);
    }

    private LoginException wrongCorp(RedeemRequest request, ErrorCode code, String message) {
        store.write(tx -> {
            codes.fail(tx.tickets(), request.loginCode());
            return true;
        });
        return new LoginException(code, message);
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
                "",
                request.platform(),
                now,
                now,
                now);
    }
}
