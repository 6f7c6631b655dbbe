package dev.saoma.login;

import dev.saoma.json.JsonNode;
import dev.saoma.json.JsonReader;
import dev.saoma.json.JsonText;
import dev.saoma.secret.TokenHash;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket of this package means, as the JSON that stands in its row.
 *
 * @param element the instance's full name
 * @param intent null for one that a newer release has written, for which a ticket is good there alone
 * @param returnTo where the page goes in the end
 * @param invitation the hash of the invitation that an attempt was begun with
 */
record Payload(
        String element,
        @Nullable Intent intent,
        @Nullable String returnTo,
        @Nullable String invitation) {
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    Payload(LoginInstance instance, Intent intent, @Nullable String returnTo) {
        this(instance.fullName(), intent, returnTo, null);
    }

    String json() {
        return JsonText.of(this);
    }

    static Payload parse(String json) {
        JsonNode row = JSON.readTree(json);
        return new Payload(
                row.path("element").stringValue(),
                intent(text(row, "intent")),
                text(row, "returnTo"),
                text(row, "invitation"));
    }

    /** Null for none, and for one that only a newer release knows. */
    private static @Nullable Intent intent(@Nullable String name) {
        for (Intent intent : Intent.values()) {
            if (intent.name().equals(name)) {
                return intent;
            }
        }
        return null;
    }

    /** The text of a member of a row of ours; null when there is none. */
    static @Nullable String text(JsonNode row, String name) {
        JsonNode member = row.path(name);
        return member.isString() ? member.stringValue() : null;
    }

    @Nullable
    TokenHash invitationHash() {
        return invitation == null ? null : new TokenHash(invitation);
    }
}
