package dev.saoma.login;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UnionId;
import dev.saoma.ticket.Ticket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

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
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

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
        return JSON.writeValueAsString(new Row(
                element,
                person.account().value(),
                person.openId().value(),
                person.unionId().map(UnionId::value).orElse(null),
                profile.nickname(),
                profile.avatarOrNull(),
                returnTo));
    }

    static Newcomer of(Ticket ticket) {
        Row row = JSON.readValue(ticket.payload(), Row.class);
        AppId app = ticket.app();
        return new Newcomer(
                row.element(),
                new Person(
                        app,
                        new OpenPlatform(row.account()),
                        new OpenId(row.openId()),
                        row.unionId() == null ? null : new UnionId(row.unionId())),
                new Profile(row.nickname(), row.avatar()),
                row.returnTo());
    }
}
