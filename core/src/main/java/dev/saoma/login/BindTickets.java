package dev.saoma.login;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.store.Store;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds an unlinked WeChat identity until its owner registers or binds it to an existing account. */
final class BindTickets {
    private final Store store;
    private final Duration lifetime;
    private final Clock clock;
    private final Notifier notifier;

    BindTickets(LoginEnvironment environment, Duration lifetime) {
        this.store = environment.store();
        this.clock = environment.clock();
        this.notifier = environment.notifier();
        this.lifetime = lifetime;
    }

    /**
     * The payload of a bind ticket: an unlinked WeChat identity, stored as JSON until its owner registers or binds it to an
     * existing account.
     *
     * @param element the full name of the instance of the login
     * @param attempt the attempt of the login; empty for a login of no browser, and for a ticket of an earlier release
     */
    record NewUser(
            String element,
            WeChatIdentity identity,
            Profile profile,
            @Nullable String returnTo,
            Optional<AttemptReference> attempt) {
        private static final JsonReader JSON = JsonReader.ofDepth(8);

        /** The JSON; the application is a column of the ticket. */
        String json() {
            var row = new LinkedHashMap<String, Object>();
            row.put("element", element);
            row.put("account", identity.account().value());
            row.put("openId", identity.openId().value());
            identity.unionId().ifPresent(unionId -> row.put("unionId", unionId.value()));
            row.put("nickname", profile.nickname());
            putIfPresent(row, "avatar", profile.avatarOrNull());
            putIfPresent(row, "returnTo", returnTo);
            attempt.ifPresent(reference -> row.put("attempt", reference.value()));
            return JsonText.of(row);
        }

        private static void putIfPresent(Map<String, Object> row, String name, @Nullable String value) {
            if (value != null) {
                row.put(name, value);
            }
        }

        static NewUser of(Ticket ticket) {
            JsonNode row = JSON.readTree(ticket.payload());
            String unionId = TicketPayload.text(row, "unionId");
            AppId app = ticket.app();
            return new NewUser(
                    row.path("element").stringValue(),
                    new WeChatIdentity(
                            app,
                            new OpenPlatform(row.path("account").stringValue()),
                            new OpenId(row.path("openId").stringValue()),
                            unionId == null ? null : new UnionId(unionId)),
                    new Profile(row.path("nickname").stringValue(), TicketPayload.text(row, "avatar")),
                    TicketPayload.text(row, "returnTo"),
                    TicketPayload.reference(TicketPayload.text(row, "attempt")));
        }
    }

    /** A stored bind ticket with its payload, parsed once. */
    record Stored(Ticket ticket, NewUser user) {
        static Stored of(Ticket ticket) {
            return new Stored(ticket, NewUser.of(ticket));
        }
    }

    /** Stores the identity and returns the refusal that carries its bind ticket. */
    LoginException issue(LoginInstance instance, NewUser user, DerivedTokens tokens) {
        var ticket = new Ticket(
                tokens.bindTicket().hash(),
                Ticket.Kind.BIND_TICKET,
                tokens.browser() == null ? null : tokens.browser().hash(),
                user.json(),
                null,
                instance.appId(),
                null,
                clock.instant().plus(lifetime));
        store.run(Durability.ASYNCHRONOUS, tx -> tx.tickets().put(ticket));
        return refusal(user, ticket.expiresAt(), tokens.bindTicket());
    }

    /** Returns the exception of an unused ticket again, for a request that the same browser repeats. */
    Optional<LoginException> repeat(LoginInstance instance, Token browser, Token token) {
        return find(token)
                .filter(ticket -> ticket.isOf(browser))
                .map(Stored::of)
                .filter(stored -> stored.user().element().equals(instance.fullName()))
                .map(stored -> refusal(stored.user(), stored.ticket().expiresAt(), token));
    }

    /**
     * Returns the ticket of this browser. A ticket that another browser presents was stolen: it is removed.
     *
     * @throws LoginException {@code bind_ticket_invalid}
     */
    Stored findOrRevoke(@Nullable Token browser, Token token) {
        Stored stored = find(token).map(Stored::of).orElseThrow(BindTickets::invalid);
        notifier.describeStep(
                TicketPayload.simpleName(stored.user().element()), stored.user().attempt());
        if (!stored.ticket().isOf(browser)) {
            store.write(tx -> take(tx.tickets(), token));
            throw invalid();
        }
        return stored;
    }

    /** Returns whether there is such a ticket and this browser may use it. */
    boolean isOf(Token browser, Token token) {
        return find(token).filter(ticket -> ticket.isOf(browser)).isPresent();
    }

    /** @throws LoginException {@code bind_ticket_invalid} when it was used meanwhile */
    void use(TicketRows tickets, Token token) {
        if (!take(tickets, token)) {
            throw invalid();
        }
    }

    private Optional<Ticket> find(Token token) {
        return store.read(tx -> tx.tickets().find(Ticket.Kind.BIND_TICKET, token.hash(), clock.instant()));
    }

    private boolean take(TicketRows tickets, Token token) {
        return tickets.take(Ticket.Kind.BIND_TICKET, token.hash(), clock.instant());
    }

    private static LoginException refusal(NewUser user, Instant expiresAt, Token token) {
        var profile = new LinkedHashMap<String, Object>();
        profile.put("nickname", user.profile().nickname());
        if (user.profile().avatarOrNull() != null) {
            profile.put("avatar", user.profile().avatarOrNull());
        }
        LoginException refusal = new LoginException(
                        ErrorCode.WECHAT_NOT_BOUND,
                        "This WeChat is not bound to an account here yet. Create an account with it, or sign in another way"
                                + " and add it to yours.")
                .with("bindTicket", token.reveal())
                .with("expiresAt", expiresAt.toString())
                .with("profile", Collections.unmodifiableMap(profile));
        return TicketPayload.withReturnTo(refusal, user.returnTo());
    }

    static LoginException invalid() {
        return new LoginException(
                ErrorCode.BIND_TICKET_INVALID, "This bind ticket is unknown, already used or expired. Scan again.");
    }
}
