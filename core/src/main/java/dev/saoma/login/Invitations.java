package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.CurrentActor;
import dev.saoma.store.Store;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Issues invitations, checks them when a bind begins and uses them up in the transaction of the bind. */
final class Invitations {
    private final Store store;
    private final Duration lifetime;
    private final Clock clock;
    private final CurrentActor currentActor;

    Invitations(LoginEnvironment environment, Duration lifetime) {
        this.store = environment.store();
        this.lifetime = lifetime;
        this.clock = environment.clock();
        this.currentActor = environment.currentActor();
    }

    Invitation issue(LoginInstance instance, UserId user) {
        Token token = Token.random();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        var ticket = new Ticket(
                token.hash(),
                Ticket.Kind.INVITATION,
                null,
                TicketPayload.invitation(instance).json(),
                user,
                instance.appId(),
                null,
                expiresAt);
        var event = AuditEvent.of(
                now, AuditEvent.Kind.INVITED, currentActor.actor(), user, instance.appId(), instance.name());
        store.run(tx -> {
            tx.tickets().put(ticket);
            tx.audit().append(event);
        });
        return new Invitation(token, expiresAt);
    }

    /**
     * The invited user.
     *
     * @throws LoginException {@code bind_ticket_invalid}
     */
    UserId requireUser(LoginInstance instance, TokenHash invitation) {
        return store.read(tx -> requireUser(tx.tickets(), instance, invitation));
    }

    /**
     * The invited user.
     *
     * @throws LoginException {@code bind_ticket_invalid}
     */
    UserId requireUser(TicketRows tickets, LoginInstance instance, TokenHash invitation) {
        return tickets.find(Ticket.Kind.INVITATION, invitation, clock.instant())
                .filter(ticket -> TicketPayload.of(ticket).isOf(ticket, instance))
                .map(ticket -> Objects.requireNonNull(ticket.user()))
                .orElseThrow(Invitations::invalid);
    }

    /** @throws LoginException {@code bind_ticket_invalid} when it was used meanwhile */
    void use(TicketRows tickets, TokenHash invitation) {
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
