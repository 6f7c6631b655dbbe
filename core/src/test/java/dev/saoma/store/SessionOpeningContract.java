package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.Race;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.Token;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of {@link Transaction#open}. */
public abstract class SessionOpeningContract extends StoreContract {
    private static final AppId APP = new AppId("wx1");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Corp CORP = new Corp(new CorpId("c1"), "甲公司");
    private static final int ROUNDS = 150;

    private final Instant now = new MovableClock().instant();

    protected SessionOpeningContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void storesTheSessionAndItsAuditRow() {
        Session session = session(ANN, bind(ANN, APP).id(), CORP);
        AuditEvent event = event(ANN);

        assertThat(open(session, APP, event)).isTrue();
        assertThat(found(session)).contains(session);
        assertThat(trail()).extracting(AuditRows.Kept::event).containsExactly(event);
    }

    @Test
    void storesASessionWithoutAnOrganisation() {
        Session session = session(ANN, bind(ANN, APP).id(), null);

        assertThat(open(session, APP, event(ANN))).isTrue();
        assertThat(found(session)).contains(session);
    }

    @Test
    void needsTheBinding() {
        long gone = bind(ANN, APP).id();
        store.run(tx -> unbind(tx, gone));

        refuses(session(ANN, gone, CORP), APP);
    }

    @Test
    void needsTheBindingOfItsUser() {
        refuses(session(ANN, bind(BOB, APP).id(), CORP), APP);
    }

    @Test
    void needsTheBindingOfItsApplication() {
        refuses(session(ANN, bind(ANN, APP).id(), CORP), new AppId("WX1"));
    }

    @Test
    void storesNothingWhenTheSessionCannotBeStored() {
        Session session = session(ANN, bind(ANN, APP).id(), CORP);
        open(session, APP, event(ANN));

        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> open(session, APP, event(ANN)));
        assertThat(trail()).hasSize(1);
    }

    @Test
    void leavesNoSessionOfABindingThatIsRemovedAtTheSameTime() {
        int opened = 0;
        try (var race = new Race(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                long id = bind(ANN, APP).id();
                Session session = session(ANN, id, CORP);

                // Later in each round, so that it meets every step of the removal.
                long delay = round * 20_000L;
                List<Object> ends = race.run(i -> i == 0 ? openAfter(delay, session) : removed(id));

                assertThat(ends)
                        .as("round " + round)
                        .allSatisfy(end -> assertThat(end).isInstanceOf(Boolean.class));
                assertThat(found(session)).as("round " + round).isEmpty();
                opened += ends.get(0).equals(true) ? 1 : 0;
            }
        }
        assertThat(trail()).hasSize(opened);
    }

    private boolean openAfter(long nanos, Session session) {
        LockSupport.parkNanos(nanos);
        return open(session, APP, event(ANN));
    }

    private boolean removed(long id) {
        store.run(tx -> unbind(tx, id));
        return true;
    }

    private void refuses(Session session, AppId app) {
        assertThat(open(session, app, event(session.user()))).isFalse();
        assertThat(found(session)).isEmpty();
        assertThat(trail()).isEmpty();
    }

    private boolean open(Session session, AppId app, AuditEvent event) {
        return store.writeSingle(Durability.ASYNCHRONOUS, tx -> tx.open(session, app, event));
    }

    private Optional<Session> found(Session session) {
        return store.read(tx -> tx.sessions().byHash(session.secretHash()));
    }

    private List<AuditRows.Kept> trail() {
        return store.read(tx -> tx.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 2 * ROUNDS));
    }

    private WeChatAuth bind(UserId user, AppId app) {
        var identity =
                new WeChatIdentity(app, new OpenPlatform("default"), new OpenId("o-" + user.value() + "-x"), null);
        return store.write(tx -> tx.auths().insert(identity, user, now));
    }

    /** Removes a binding and its sessions as an unbind does. */
    private static void unbind(Transaction tx, long id) {
        tx.auths().lockById(id);
        tx.sessions().deleteByAuth(ANN, id);
        tx.auths().delete(id);
    }

    private AuditEvent event(UserId user) {
        return AuditEvent.of(now, AuditEvent.Kind.SIGNED_IN, Actor.of(user), user, APP, "MyWeChatLogin");
    }

    private Session session(UserId user, long authId, Corp corp) {
        Token secret = Token.random();
        return new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                secret.hash(),
                user,
                corp,
                authId,
                "MyWeChatLogin",
                "Firefox, Linux",
                Platform.WEB,
                now,
                now,
                now);
    }
}
