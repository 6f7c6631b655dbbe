package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import dev.saoma.ticket.TicketTransaction;
import dev.saoma.ticket.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Begun logins: each bound to a browser, an instance, its application and a purpose; each taken once. */
final class Attempts {
    private static final int AT_ONCE = 20;

    private final Store<? extends TicketTransaction> store;
    private final LoginLife life;
    private final Clock clock;

    Attempts(Store<? extends TicketTransaction> store, LoginLife life, Clock clock) {
        this.store = store;
        this.life = life;
        this.clock = clock;
    }

    LoginAttempt start(LoginInstance instance, AttemptRequest request) {
        Token state = Token.random();
        Instant expiresAt = clock.instant().plus(life.attempt());
        TokenHash browser = request.browser().hash();
        var payload = new Payload(instance.fullName(), request.intent(), request.returnTo());
        var ticket = new Ticket(
                state.hash(),
                Ticket.Kind.ATTEMPT,
                browser,
                payload.json(),
                request.user(),
                instance.appId(),
                null,
                expiresAt);
        store.write(tx -> {
            tx.tickets().put(ticket);
            tx.tickets().keepNewest(Ticket.Kind.ATTEMPT, browser, AT_ONCE);
            return true;
        });
        return new LoginAttempt(
                state.reveal(),
                instance.authorizeUrl(request.display(), request.redirectUri(), state.reveal()),
                request.redirectUri(),
                expiresAt);
    }

    /**
     * Takes an attempt that matches in everything; empty, and untouched, when anything differs, so that nobody can use up
     * another browser's attempt.
     */
    Optional<Ticket> take(Tickets tickets, LoginInstance instance, Intent intent, Token browser, Token state) {
        Instant now = clock.instant();
        return tickets.find(Ticket.Kind.ATTEMPT, state.hash(), now)
                .filter(ticket -> ticket.app().equals(instance.appId()) && ticket.isOf(browser))
                .filter(ticket -> {
                    Payload payload = Payload.parse(ticket.payload());
                    return payload.element().equals(instance.fullName()) && payload.intent() == intent;
                })
                .filter(ticket -> tickets.take(Ticket.Kind.ATTEMPT, state.hash(), now));
    }

    /** One answer for every way in which a state can be wrong. */
    static LoginException invalid() {
        return new LoginException(
                ErrorCode.STATE_INVALID,
                "This login attempt is unknown, already used, expired, or was begun in another browser or for another"
                        + " purpose. Start again.");
    }
}
