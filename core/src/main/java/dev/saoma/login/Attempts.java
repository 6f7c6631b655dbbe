package dev.saoma.login;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import dev.saoma.store.Ticket;
import dev.saoma.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts and takes login attempts. Each is bound to a browser, an instance, its application and an intent, and taken once. */
final class Attempts {
    private static final int MAX_PER_BROWSER = 20;

    private final Store store;
    private final Invitations invitations;
    private final Duration lifetime;
    private final Clock clock;

    /** A ticket of kind {@link Ticket.Kind#ATTEMPT} with its payload, parsed once. */
    record Started(Ticket ticket, TicketPayload payload) {

        static Started of(Ticket ticket) {
            return new Started(ticket, TicketPayload.of(ticket));
        }

        @Nullable
        Intent intent() {
            return payload.intent();
        }

        boolean isOf(LoginInstance instance, Set<Intent> intents) {
            return payload.isOf(ticket, instance) && payload.intent() != null && intents.contains(payload.intent());
        }

        /** The signed-in user who began it; null for a login, and for a bind that an invitation allows. */
        @Nullable
        UserId user() {
            return ticket.user();
        }

        UserId requireUser() {
            return Objects.requireNonNull(ticket.user());
        }

        @Nullable
        String returnTo() {
            return payload.returnTo();
        }

        /** The invitation that it was begun with. */
        Optional<TokenHash> invitation() {
            return Optional.ofNullable(payload.invitation()).map(TokenHash::new);
        }
    }

    Attempts(Store store, Invitations invitations, Duration lifetime, Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** @param state random, and used for nothing else */
    LoginAttempt start(LoginInstance instance, AttemptRequest request, Token state) {
        TokenHash browser = request.browser().hash();
        Instant expiresAt = clock.instant().plus(lifetime);
        @Nullable
        TokenHash invitation =
                request.invitation() == null ? null : request.invitation().hash();
        var payload = new TicketPayload(
                instance.fullName(),
                request.intent(),
                request.returnTo(),
                invitation == null ? null : invitation.value(),
                request.display(),
                null);
        // An attempt with an invitation has no user: otherwise the user's first bind would remove it without a reason.
        @Nullable UserId user = invitation == null ? request.user() : null;
        var ticket = new Ticket(
                state.hash(), Ticket.Kind.ATTEMPT, browser, payload.json(), user, instance.appId(), null, expiresAt);
        store.run(Durability.ASYNCHRONOUS, tx -> {
            if (invitation != null) {
                invitations.requireUser(tx.tickets(), instance, invitation);
            }
            // Older attempts are removed first: attempts of the same millisecond have no order.
            tx.tickets().keepNewest(Ticket.Kind.ATTEMPT, browser, MAX_PER_BROWSER - 1);
            tx.tickets().put(ticket);
        });
        return new LoginAttempt(
                state.reveal(),
                instance.authorizeUrl(request.display(), request.redirectUri(), state.reveal()),
                request.redirectUri(),
                expiresAt);
    }

    /** Returns the unused attempt of this state if all its properties match. */
    Optional<Started> find(Transaction tx, LoginInstance instance, Set<Intent> intents, Token browser, Token state) {
        return tx.tickets()
                .find(Ticket.Kind.ATTEMPT, state.hash(), clock.instant())
                .filter(ticket -> ticket.isOf(browser))
                .map(Started::of)
                .filter(attempt -> attempt.isOf(instance, intents));
    }

    /**
     * Takes an attempt that was begun with {@link Display#PAGE} if all its properties match. Another one of the same browser is
     * stored again, so that it stays unused; the callers exclude nearly all requests that could have one.
     */
    Optional<Started> takeInPageMode(LoginInstance instance, Set<Intent> intents, Token browser, Token state) {
        Optional<Started> taken = store.writeSingle(
                        Durability.ASYNCHRONOUS,
                        tx -> tx.tickets().takeOf(browser.hash(), Ticket.Kind.ATTEMPT, state.hash(), clock.instant()))
                .map(Started::of);
        Optional<Started> fitting = taken.filter(attempt -> attempt.isOf(instance, intents))
                .filter(attempt -> attempt.payload().display() == Display.PAGE);
        if (fitting.isEmpty()) {
            taken.ifPresent(attempt ->
                    store.run(Durability.ASYNCHRONOUS, tx -> tx.tickets().put(attempt.ticket())));
        }
        return fitting;
    }

    /**
     * Takes an attempt if all its properties match. Otherwise leaves it unused, so that no other browser can use it up.
     *
     * @param user the user that the attempt must belong to, unless it was begun with an invitation; null allows any
     */
    Optional<Started> take(
            LoginInstance instance, Set<Intent> intents, Token browser, Token state, @Nullable UserId user) {
        return store.lookUp(tx -> find(tx, instance, intents, browser, state))
                .filter(attempt -> user == null || attempt.invitation().isPresent() || user.equals(attempt.user()))
                .filter(this::take);
    }

    /** Takes an attempt; false when another request, which may have read it too, was faster. */
    private boolean take(Started attempt) {
        TokenHash state = attempt.ticket().hash();
        return store.writeSingle(
                Durability.ASYNCHRONOUS, tx -> tx.tickets().take(Ticket.Kind.ATTEMPT, state, clock.instant()));
    }

    /** Returns when an attempt was begun. */
    Instant begunAt(Started attempt) {
        return attempt.ticket().expiresAt().minus(lifetime);
    }

    /** Returns the one exception for every way in which a state can be invalid. */
    static LoginException invalid() {
        return new LoginException(
                ErrorCode.STATE_INVALID,
                "This login attempt is unknown, already used, expired, or was begun in another browser or for another"
                        + " purpose. Start again.");
    }
}
