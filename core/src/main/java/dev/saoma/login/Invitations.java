package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import dev.saoma.ticket.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Invitations: looked at when a bind begins, used up in the transaction that binds. */
final class Invitations {
    private final Store<LoginTransaction> store;
    private final LoginLife life;
    private final Clock clock;

    Invitations(Store<LoginTransaction> store, LoginLife life, Clock clock) {
        this.store = store;
        this.life = life;
        this.clock = clock;
    }

    Invitation issue(LoginInstance instance, UserId user) {
        Token token = Token.random();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(life.invitation());
        store.write(tx -> {
            tx.tickets()
                    .put(new Ticket(
                            token.hash(),
                            Ticket.Kind.INVITATION,
                            null,
                            new Payload(instance, Intent.BIND, null).json(),
                            user,
                            instance.appId(),
                            null,
                            expiresAt));
            tx.audit()
                    .append(new AuditEvent(
                            now,
                            AuditEvent.Kind.INVITED,
                            user.value(),
                            instance.appId().value(),
                            instance.name()));
            return true;
        });
        return new Invitation(token, expiresAt);
    }

    /** @throws LoginException {@code bind_ticket_invalid} */
    UserId userOf(Tickets tickets, LoginInstance instance, TokenHash invitation) {
        return tickets.find(Ticket.Kind.INVITATION, invitation, clock.instant())
                .filter(ticket -> ticket.app().equals(instance.appId())
                        && Payload.parse(ticket.payload()).element().equals(instance.fullName()))
                .map(ticket -> Objects.requireNonNull(ticket.user()))
                .orElseThrow(Invitations::invalid);
    }

    /** @throws LoginException {@code bind_ticket_invalid} when somebody else was quicker */
    void use(Tickets tickets, TokenHash invitation) {
        if (!tickets.take(Ticket.Kind.INVITATION, invitation, clock.instant())) {
            throw invalid();
        }
    }

    static LoginException invalid() {
        return new LoginException(
                ErrorCode.BIND_TICKET_INVALID,
                "This invitation is unknown, already used, expired or for another login method. Ask for a new one.");
    }
}
