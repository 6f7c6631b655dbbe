package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import dev.saoma.ticket.TicketTransaction;
import dev.saoma.ticket.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begun logins: each bound to a browser, an instance, its application and a purpose; each taken once. */
final class Attempts {
    private static final int AT_ONCE = 20;

    private final Store<? extends TicketTransaction> store;
    private final Invitations invitations;
    private final LoginLife life;
    private final Clock clock;

    Attempts(Store<? extends TicketTransaction> store, Invitations invitations, LoginLife life, Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.life = life;
        this.clock = clock;
    }

    LoginAttempt start(LoginInstance instance, AttemptRequest request) {
        Token state = Token.random();
        TokenHash browser = request.browser().hash();
        Instant expiresAt = clock.instant().plus(life.attempt());
        Token invitation = request.invitation();
        var payload = new Payload(
                instance.fullName(),
                request.intent(),
                request.returnTo(),
                invitation == null ? null : invitation.hash().value());
        store.write(tx -> {
            if (invitation != null) {
                invitations.userOf(tx.tickets(), instance, invitation.hash());
            }
            // Room is made first: within one millisecond nobody could say which of many is the newest.
            tx.tickets().keepNewest(Ticket.Kind.ATTEMPT, browser, AT_ONCE - 1);
            tx.tickets()
                    .put(new Ticket(
                            state.hash(),
                            Ticket.Kind.ATTEMPT,
                            browser,
                            payload.json(),
                            // Nobody's while it is invited: it would end with the first bind, and could not say why.
                            invitation == null ? request.user() : null,
                            instance.appId(),
                            null,
                            expiresAt));
            return true;
        });
        return new LoginAttempt(
                state.reveal(),
                instance.authorizeUrl(request.display(), request.redirectUri(), state.reveal()),
                request.redirectUri(),
                expiresAt);
    }

    /** An attempt that matches in everything, untouched. */
    Optional<Ticket> find(Tickets tickets, LoginInstance instance, Set<Intent> intents, Token browser, Token state) {
        return tickets.find(Ticket.Kind.ATTEMPT, state.hash(), clock.instant())
                .filter(ticket -> ticket.app().equals(instance.appId()) && ticket.isOf(browser))
                .filter(ticket -> {
                    Payload payload = Payload.parse(ticket.payload());
                    return payload.element().equals(instance.fullName())
                            && payload.intent() != null
                            && intents.contains(payload.intent());
                });
    }

    /**
     * Takes an attempt that matches in everything; empty, and untouched, when anything differs, so that nobody can use up
     * another browser's attempt.
     *
     * @param user whose the attempt must be, unless it was begun with an invitation; null for nobody's
     */
    Optional<Ticket> take(
            LoginInstance instance, Set<Intent> intents, Token browser, Token state, @Nullable UserId user) {
        return store.write(tx -> find(tx.tickets(), instance, intents, browser, state)
                .filter(ticket -> isInvited(ticket) || user == null || user.equals(ticket.user()))
                .filter(ticket -> tx.tickets().take(Ticket.Kind.ATTEMPT, state.hash(), clock.instant())));
    }

    /**
     * Whose a bind attempt is, that has been taken.
     *
     * @throws LoginException {@code bind_ticket_invalid} when it was begun with an invitation that is no longer good
     */
    UserId userOf(LoginInstance instance, Ticket attempt) {
        TokenHash invitation = Payload.parse(attempt.payload()).invitationHash();
        return invitation == null
                ? Objects.requireNonNull(attempt.user())
                : store.read(tx -> invitations.userOf(tx.tickets(), instance, invitation));
    }

    static boolean isInvited(Ticket attempt) {
        return Payload.parse(attempt.payload()).invitation() != null;
    }

    /** One answer for every way in which a state can be wrong. */
    static LoginException invalid() {
        return new LoginException(
                ErrorCode.STATE_INVALID,
                "This login attempt is unknown, already used, expired, or was begun in another browser or for another"
                        + " purpose. Start again.");
    }
}
