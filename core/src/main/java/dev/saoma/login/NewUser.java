package dev.saoma.login;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import dev.saoma.store.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a bind ticket: an unlinked WeChat identity, stored as JSON until its owner registers or binds it to an
 * existing account.
 *
 * @param element the full name of the instance of the login
 */
record NewUser(
        String element,
        WeChatIdentity identity,
        Profile profile,
        @Nullable String returnTo) {
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    /** The JSON; the application is a column of the ticket. */
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
                identity.account().value(),
                identity.openId().value(),
                identity.unionId().map(UnionId::value).orElse(null),
                profile.nickname(),
                profile.avatarOrNull(),
                returnTo));
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
                TicketPayload.text(row, "returnTo"));
    }
}
