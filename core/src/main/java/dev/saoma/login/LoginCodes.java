package dev.saoma.login;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Issues and redeems login codes: the right to open one session for a user whose WeChat was just authenticated. */
final class LoginCodes {
    private static final int MAX_FAILURES = 5;

    private final LoginEnvironment environment;
    private final Duration lifetime;

    /** A ticket of kind {@link Ticket.Kind#LOGIN_CODE} with its payload, parsed once. */
    record Issued(Ticket ticket, TicketPayload payload) {

        static Issued of(Ticket ticket) {
            return new Issued(ticket, TicketPayload.of(ticket));
        }

        UserId user() {
            return Objects.requireNonNull(ticket.user());
        }

        /** The row of the authentication model that it was issued for. */
        long authId() {
            return Objects.requireNonNull(ticket.authId());
        }
    }

    LoginCodes(LoginEnvironment environment, Duration lifetime) {
        this.environment = environment;
        this.lifetime = lifetime;
    }

    /**
     * Issues a login code to an enabled user whom the instance admits.
     *
     * @param intent {@code LOGIN} to open a session, {@code REAUTH} to update the current one
     */
    LoginCodeResult issue(LoginInstance instance, WeChatAuth auth, User user, Intent intent, DerivedTokens tokens) {
        Users.requireEnabled(user);
        LoginInstances.admit(instance, auth);
        var payload = TicketPayload.loginCode(instance, intent, tokens);
        var ticket = new Ticket(
                tokens.loginCode().hash(),
                Ticket.Kind.LOGIN_CODE,
                tokens.browser() == null ? null : tokens.browser().hash(),
                payload.json(),
                auth.userId(),
                auth.appId(),
                auth.id(),
                environment.clock().instant().plus(lifetime));
        environment.store().run(Durability.ASYNCHRONOUS, tx -> tx.tickets().put(ticket));
        return new LoginCodeResult(
                tokens.loginCode().reveal(), environment.membership().corpList(auth.userId()));
    }

    /** Returns an unused login code. */
    Optional<Issued> find(Token loginCode) {
        return environment
                .store()
                .lookUp(tx -> tx.tickets()
                        .find(
                                Ticket.Kind.LOGIN_CODE,
                                loginCode.hash(),
                                environment.clock().instant()))
                .map(Issued::of);
    }

    /** Adds the instance and the attempt of this login code to the running step. */
    void describeStep(Issued issued) {
        environment
                .notifier()
                .describeStep(issued.payload().instanceName(), issued.payload().reference());
    }

    /** Returns the result of an unused login code again, for a request that the same browser repeats. */
    FinishedLogin repeat(Issued issued, Token loginCode) {
        return new FinishedLogin(
                new LoginCodeResult(loginCode.reveal(), environment.membership().corpList(issued.user())),
                issued.payload().returnTo());
    }

    boolean take(TicketRows tickets, Token loginCode) {
        return tickets.take(
                Ticket.Kind.LOGIN_CODE, loginCode.hash(), environment.clock().instant());
    }

    /** Counts a redemption that named the wrong organization; the fifth removes the code. */
    void countFailure(Token loginCode) {
        environment.store().run(tx -> {
            if (tx.tickets().fail(Ticket.Kind.LOGIN_CODE, loginCode.hash()) >= MAX_FAILURES) {
                take(tx.tickets(), loginCode);
            }
        });
    }

    static LoginException invalid() {
        return new LoginException(
                ErrorCode.LOGIN_CODE_INVALID, "This login code is unknown, already used or expired. Log in again.");
    }
}
