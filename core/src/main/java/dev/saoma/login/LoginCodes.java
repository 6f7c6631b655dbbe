package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.ticket.Ticket;
import dev.saoma.ticket.Tickets;
import java.time.Clock;
import java.util.Optional;

/** Login codes: the right to open one session for a user whose WeChat has just been seen. */
final class LoginCodes {
    private static final int FAILURES = 5;

    private final LoginLife life;
    private final Clock clock;

    LoginCodes(LoginLife life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** @param intent a session of its own, or a proof for the one that is there */
    void put(Tickets tickets, LoginInstance instance, WeChatAuth auth, Intent intent, Proof proof) {
        var payload = new Payload(instance, intent, proof.returnTo());
        tickets.put(new Ticket(
                proof.loginCode().hash(),
                Ticket.Kind.LOGIN_CODE,
                proof.browser() == null ? null : proof.browser().hash(),
                payload.json(),
                auth.userId(),
                auth.appId(),
                auth.id(),
                clock.instant().plus(life.loginCode())));
    }

    Optional<Ticket> find(Tickets tickets, Token loginCode) {
        return tickets.find(Ticket.Kind.LOGIN_CODE, loginCode.hash(), clock.instant());
    }

    boolean take(Tickets tickets, Token loginCode) {
        return tickets.take(Ticket.Kind.LOGIN_CODE, loginCode.hash(), clock.instant());
    }

    /** Counts a use that named the wrong organisation; the fifth ends the code. */
    void fail(Tickets tickets, Token loginCode) {
        if (tickets.fail(Ticket.Kind.LOGIN_CODE, loginCode.hash()) >= FAILURES) {
            take(tickets, loginCode);
        }
    }

    static LoginException invalid() {
        return new LoginException(
                ErrorCode.LOGIN_CODE_INVALID, "This login code is unknown, already used or expired. Log in again.");
    }
}
