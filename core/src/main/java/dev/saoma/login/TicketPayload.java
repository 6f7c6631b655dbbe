package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.store.Ticket;
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
 */
record TicketPayload(
        String element,
        @Nullable Intent intent,
        @Nullable String returnTo,
        @Nullable String invitation,
        @Nullable Display display) {
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    TicketPayload(LoginInstance instance, Intent intent, @Nullable String returnTo) {
        this(instance.fullName(), intent, returnTo, null, null);
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
                constant(Display.values(), text(row, "display")));
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

    /** Whether the ticket of this payload was made for that instance, which still belongs to the same application. */
    boolean isOf(Ticket ticket, LoginInstance instance) {
        return element.equals(instance.fullName()) && ticket.app().equals(instance.appId());
    }

    /** The same refusal with the page to go to in the end, which the page that shows the refusal links to. */
    static LoginException withReturnTo(LoginException refusal, @Nullable String returnTo) {
        return returnTo == null ? refusal : refusal.with("returnTo", returnTo);
    }
}
