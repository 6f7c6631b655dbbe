package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import dev.saoma.ticket.Tickets;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bind tickets: a WeChat that is nobody's, waiting for the person to say whose it shall be. */
final class BindTickets {
    private final Store<LoginTransaction> store;
    private final LoginLife life;
    private final Clock clock;

    BindTickets(Store<LoginTransaction> store, LoginLife life, Clock clock) {
        this.store = store;
        this.life = life;
        this.clock = clock;
    }

    /** Keeps a newcomer and says how to go on. */
    LoginException issue(LoginInstance instance, Newcomer newcomer, Proof proof) {
        var ticket = new Ticket(
                proof.bindTicket().hash(),
                Ticket.Kind.BIND_TICKET,
                proof.browser() == null ? null : proof.browser().hash(),
                newcomer.json(),
                null,
                instance.appId(),
                null,
                clock.instant().plus(life.bindTicket()));
        store.write(tx -> {
            tx.tickets().put(ticket);
            return true;
        });
        return refusal(ticket, proof.bindTicket());
    }

    /** The same refusal again, while the ticket is unused. */
    Optional<LoginException> repeated(LoginInstance instance, Token browser, Token token) {
        return store.read(tx -> find(tx.tickets(), token))
                .filter(ticket ->
                        ticket.isOf(browser) && Newcomer.of(ticket).element().equals(instance.fullName()))
                .map(ticket -> refusal(ticket, token));
    }

    /**
     * The ticket of this browser.
     *
     * @throws LoginException {@code bind_ticket_invalid}; a ticket that came from another browser was stolen, and is used up
     */
    Ticket of(@Nullable Token browser, Token token) {
        Ticket ticket = store.read(tx -> find(tx.tickets(), token)).orElseThrow(BindTickets::invalid);
        if (!ticket.isOf(browser)) {
            store.write(tx -> take(tx.tickets(), token));
            throw invalid();
        }
        return ticket;
    }

    /** Whether there is such a ticket and this browser may use it; it stays as it is. */
    boolean isOf(Token browser, Token token) {
        return store.read(tx -> find(tx.tickets(), token))
                .filter(ticket -> ticket.isOf(browser))
                .isPresent();
    }

    /** @throws LoginException {@code bind_ticket_invalid} when somebody else was quicker */
    void use(Tickets tickets, Token token) {
        if (!take(tickets, token)) {
            throw invalid();
        }
    }

    private Optional<Ticket> find(Tickets tickets, Token token) {
        return tickets.find(Ticket.Kind.BIND_TICKET, token.hash(), clock.instant());
    }

    private boolean take(Tickets tickets, Token token) {
        return tickets.take(Ticket.Kind.BIND_TICKET, token.hash(), clock.instant());
    }

    private static LoginException refusal(Ticket ticket, Token token) {
        Newcomer newcomer = Newcomer.of(ticket);
        var profile = new LinkedHashMap<String, Object>();
        profile.put("nickname", newcomer.profile().nickname());
        if (newcomer.profile().avatarOrNull() != null) {
            profile.put("avatar", newcomer.profile().avatarOrNull());
        }
        LoginException refusal = new LoginException(
                        ErrorCode.WECHAT_NOT_BOUND,
                        "This WeChat is not bound to an account here yet. Create an account with it, or sign in another way"
                                + " and add it to yours.")
                .with("bindTicket", token.reveal())
                .with("expiresAt", ticket.expiresAt().toString())
                .with("profile", Collections.unmodifiableMap(profile));
        return LoginService.goingBack(refusal, newcomer.returnTo());
    }

    static LoginException invalid() {
        return new LoginException(
                ErrorCode.BIND_TICKET_INVALID, "This bind ticket is unknown, already used or expired. Scan again.");
    }
}
