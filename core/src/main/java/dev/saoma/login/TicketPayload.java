package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.AttemptReference;
import dev.saoma.store.Ticket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payload of an attempt, a login code or an invitation, stored as JSON.
 *
 * @param element the instance's full name
 * @param intent null for an intent that only a newer release knows; such a ticket is valid there only
 * @param returnTo where the page goes in the end
 * @param invitation the hash of the invitation that an attempt was begun with
 * @param display how an attempt shows the provider's page; null for other tickets, for an attempt of an earlier release, and
 *     for a display that only a newer release knows
 * @param attempt the reference of the attempt that a login code was issued for; null for other tickets, for a login code of
 *     no browser or of an earlier release
 */
record TicketPayload(
        String element,
        @Nullable Intent intent,
        @Nullable String returnTo,
        @Nullable String invitation,
        @Nullable Display display,
        @OmitNull @Nullable String attempt) {
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    /** The payload of an invitation. */
    static TicketPayload invitation(LoginInstance instance) {
        return new TicketPayload(instance.fullName(), Intent.BIND, null, null, null, null);
    }

    /** The payload of a login code. */
    static TicketPayload loginCode(LoginInstance instance, Intent intent, DerivedTokens tokens) {
        return new TicketPayload(instance.fullName(), intent, tokens.returnTo(), null, null, text(tokens.attempt()));
    }

    String json() {
        return JsonText.of(this);
    }

    static TicketPayload of(Ticket ticket) {
        JsonNode row = JSON.readTree(ticket.payload());
        return new TicketPayload(
                row.path("element").stringValue(),
                constant(Intent.values(), text(row, "intent")),
                text(row, "returnTo"),
                text(row, "invitation"),
                constant(Display.values(), text(row, "display")),
                text(row, "attempt"));
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] all, @Nullable String name) {
        for (E one : all) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }

    /** The text of a member; null when there is none. */
    static @Nullable String text(JsonNode row, String name) {
        JsonNode member = row.path(name);
        return member.isString() ? member.stringValue() : null;
    }

    /** The simple name of the instance that the ticket was made for. */
    String instanceName() {
        return simpleName(element);
    }

    /** The reference of the attempt; empty also when the ticket has one of an unknown form. */
    Optional<AttemptReference> reference() {
        return reference(attempt);
    }

    /** The simple name of an element, for the listeners of steps; the element may be gone. */
    static String simpleName(String element) {
        return element.substring(element.lastIndexOf('.') + 1);
    }

    static Optional<AttemptReference> reference(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(AttemptReference::parse);
    }

    static @Nullable String text(Optional<AttemptReference> reference) {
        return reference.map(AttemptReference::value).orElse(null);
    }

    /** Whether the ticket of this payload was made for that instance, which still belongs to the same application. */
    boolean isOf(Ticket ticket, LoginInstance instance) {
        return element.equals(instance.fullName()) && ticket.app().equals(instance.appId());
    }

    /** The same refusal with the page to go to in the end, which the page that shows the refusal links to. */
    static LoginException withReturnTo(LoginException refusal, @Nullable String returnTo) {
        return returnTo == null ? refusal : refusal.with("returnTo", returnTo);
    }
}
