package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.Token;
import dev.saoma.store.PersonalDataRows.Identity;
import dev.saoma.store.PersonalDataRows.TicketEntry;
import dev.saoma.store.PersonalDataRows.Unbinding;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link PersonalDataRows}. */
public abstract class PersonalDataRowsContract extends StoreContract {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final OpenPlatform ACCOUNT = new OpenPlatform("default");
    private static final OpenPlatform OTHER = new OpenPlatform("other");
    private static final UnionId UNION = new UnionId("union-1");

    private final Instant now = new MovableClock().instant();

    protected PersonalDataRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    private <T> List<T> read(Function<PersonalDataRows, List<T>> work) {
        return store.read(tx -> work.apply(tx.personalData()));
    }

    private void bind(UserId user, String app, String openId, @Nullable UnionId unionId) {
        var identity = new WeChatIdentity(new AppId(app), ACCOUNT, new OpenId(openId), unionId);
        store.run(tx -> tx.auths().insert(identity, user, now));
    }

    @Test
    void findTheUsersOfAnOpenIdAtAnyApplication() {
        bind(BOB, "wx1", "oSame001", null);
        bind(ANN, "wx3", "oSame001", null);
        bind(ANN, "wx2", "oOther01", null);
        bind(new UserId("cat"), "wx2", "osame001", null);

        assertThat(read(rows -> rows.usersOf(new OpenId("oSame001"), 10))).containsExactly(ANN, BOB);
        assertThat(read(rows -> rows.usersOf(new OpenId("oSame001"), 1))).containsExactly(ANN);
        assertThat(read(rows -> rows.usersOf(new OpenId("oSame00"), 10))).isEmpty();
    }

    @Test
    void findAUserOnceWithOneOpenIdAtTwoApplications() {
        bind(ANN, "wx1", "oSame001", null);
        bind(ANN, "wx2", "oSame001", null);

        assertThat(read(rows -> rows.usersOf(new OpenId("oSame001"), 10))).containsExactly(ANN);
    }

    @Test
    void findTheUsersOfAUnionId() {
        bind(BOB, "wx1", "oBob0001", UNION);
        bind(ANN, "wx2", "oAnn0001", UNION);
        bind(ANN, "wx3", "oAnn0003", UNION);
        bind(new UserId("cat"), "wx3", "oCat0001", new UnionId("Union-1"));

        assertThat(read(rows -> rows.usersOf(UNION, 10))).containsExactly(ANN, BOB);
        assertThat(read(rows -> rows.usersOf(UNION, 1))).containsExactly(ANN);
        assertThat(read(rows -> rows.usersOf(new UnionId("union-2"), 10))).isEmpty();
    }

    @Test
    void returnTheUnionIdsOfOneUser() {
        store.run(tx -> {
            tx.auths().insertIdentity(OTHER, new UnionId("union-2"), ANN);
            tx.auths().insertIdentity(ACCOUNT, UNION, ANN);
            tx.auths().insertIdentity(OTHER, UNION, BOB);
        });

        assertThat(read(rows -> rows.identities(ANN, 10)))
                .containsExactly(new Identity(ACCOUNT, UNION), new Identity(OTHER, new UnionId("union-2")));
        assertThat(read(rows -> rows.identities(ANN, 1))).containsExactly(new Identity(ACCOUNT, UNION));
    }

    @Test
    void returnTheMarksOfUnbindingOfOneUser() {
        store.run(tx -> {
            tx.auths().insertUnbound(new AppId("wx2"), ANN, now.plusSeconds(2));
            tx.auths().insertUnbound(new AppId("wx1"), ANN, now);
            tx.auths().insertUnbound(new AppId("wx1"), BOB, now);
        });

        assertThat(read(rows -> rows.unbindings(ANN, 10)))
                .containsExactly(
                        new Unbinding(new AppId("wx1"), now), new Unbinding(new AppId("wx2"), now.plusSeconds(2)));
        assertThat(read(rows -> rows.unbindings(ANN, 1))).hasSize(1);
    }

    @Test
    void returnTheTicketsOfOneUser() {
        put(Ticket.Kind.INVITATION, ANN, now.plusSeconds(9));
        put(Ticket.Kind.LOGIN_CODE, ANN, now.minusSeconds(9));
        put(Ticket.Kind.LOGIN_CODE, BOB, now);
        put(Ticket.Kind.ATTEMPT, null, now);

        assertThat(read(rows -> rows.tickets(ANN, 10)))
                .containsExactly(
                        new TicketEntry("LOGIN_CODE", new AppId("wx1"), now.minusSeconds(9)),
                        new TicketEntry("INVITATION", new AppId("wx1"), now.plusSeconds(9)));
        assertThat(read(rows -> rows.tickets(ANN, 1))).hasSize(1);
    }

    private void put(Ticket.Kind kind, @Nullable UserId user, Instant expiresAt) {
        var ticket = new Ticket(Token.random().hash(), kind, null, "payload", user, new AppId("wx1"), null, expiresAt);
        store.run(tx -> tx.tickets().put(ticket));
    }

    @Test
    void returnNothingAboutAnUnknownUser() {
        assertThat(read(rows -> rows.identities(ANN, 10))).isEmpty();
        assertThat(read(rows -> rows.unbindings(ANN, 10))).isEmpty();
        assertThat(read(rows -> rows.tickets(ANN, 10))).isEmpty();
    }
}
