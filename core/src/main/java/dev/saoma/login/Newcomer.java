package dev.saoma.login;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UnionId;
import dev.saoma.json.JsonNode;
import dev.saoma.json.JsonReader;
import dev.saoma.json.JsonText;
import dev.saoma.ticket.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * A person who is nobody here yet, kept in a bind ticket while they choose.
 *
 * @param element the full name of the instance that they scanned at
 */
record Newcomer(
        String element,
        Person person,
        Profile profile,
        @Nullable String returnTo) {
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    /** As it stands in the ticket's row; the application stands beside it. */
    private record Row(
            String element,
            String account,
            String openId,
            @Nullable String unionId,
            String nickname,
            @Nullable String avatar,
            @Nullable String returnTo) {}

    String json() {
        return JsonText.of(new Row(
                element,
                person.account().value(),
                person.openId().value(),
                person.unionId().map(UnionId::value).orElse(null),
                profile.nickname(),
                profile.avatarOrNull(),
                returnTo));
    }

    static Newcomer of(Ticket ticket) {
        JsonNode row = JSON.readTree(ticket.payload());
        String unionId = Payload.text(row, "unionId");
        AppId app = ticket.app();
        return new Newcomer(
                row.path("element").stringValue(),
                new Person(
                        app,
                        new OpenPlatform(row.path("account").stringValue()),
                        new OpenId(row.path("openId").stringValue()),
                        unionId == null ? null : new UnionId(unionId)),
                new Profile(row.path("nickname").stringValue(), Payload.text(row, "avatar")),
                Payload.text(row, "returnTo"));
    }
}
