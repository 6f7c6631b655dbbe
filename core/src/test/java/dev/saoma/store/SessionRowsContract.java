package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.Race;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of {@link SessionRows}. */
public abstract class SessionRowsContract extends StoreContract {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Corp CORP = new Corp(new CorpId("c1"), "甲公司");

    private final Instant now = new MovableClock().instant();

    protected SessionRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void findWhatWasInserted() {
        Session session = insert(session(ANN, 1, CORP));

        assertThat(find(session.secretHash())).contains(session);
    }

    @Test
    void keepASessionWithoutAnOrganisation() {
        Session session = insert(session(ANN, 1, null));

        assertThat(find(session.secretHash())).contains(session);
    }

    @Test
    void findASessionByItsName() {
        Session session = insert(session(ANN, 1, CORP));
        insert(session(BOB, 2, null));

        assertThat(named(session.id())).contains(session);
    }

    @Test
    void findASessionByItsNameAfterItsSecretChanged() {
        Session session = insert(session(ANN, 1, CORP));
        TokenHash fresh = Token.random().hash();
        store.write(tx -> tx.sessions().rotate(session.secretHash(), fresh, null));

        assertThat(named(session.id())).contains(session.rotated(fresh, null));
    }

    @Test
    void doNotFindADeletedSessionByItsName() {
        Session session = insert(session(ANN, 1, CORP));
        delete(session.secretHash());

        assertThat(named(session.id())).isEmpty();
    }

    @Test
    void refuseASecondOfTheSameSecret() {
        Session session = insert(session(ANN, 1, CORP));
        Session twin = with(session(BOB, 2, CORP), session.secretHash());

        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> insert(twin));
    }

    @Test
    void noteWhenASessionWasSeen() {
        Session session = insert(session(ANN, 1, CORP));
        touch(session, now.plusSeconds(60));

        assertThat(find(session.secretHash())).contains(session.seenAt(now.plusSeconds(60)));
    }

    @Test
    void doNotBringASessionBackBySeeingIt() {
        Session session = insert(session(ANN, 1, CORP));
        delete(session.secretHash());
        touch(session, now.plusSeconds(60));

        assertThat(find(session.secretHash())).isEmpty();
    }

    @Test
    void areDeletedByExactlyOneOf16Threads() {
        try (var race = new Race(16)) {
            for (int round = 0; round < 50; round++) {
                Session session = insert(session(ANN, 1, CORP));

                assertThat(race.run(i -> delete(session.secretHash())))
                        .as("round " + round)
                        .containsOnlyOnce(true);
            }
        }
    }

    @Test
    void goWithTheBindingThatOpenedThem() {
        Session one = insert(session(ANN, 1, CORP));
        Session two = insert(session(ANN, 1, CORP));
        insert(session(ANN, 2, CORP));

        assertThat(deleteByAuth(1)).containsExactlyInAnyOrder(one.secretHash(), two.secretHash());
    }

    @Test
    void ofAnotherUserStayWhenABindingGoes() {
        Session other = insert(session(BOB, 1, CORP));
        deleteByAuth(1);

        assertThat(find(other.secretHash())).isPresent();
    }

    @Test
    void stayWhenAnotherBindingGoes() {
        Session session = insert(session(ANN, 2, CORP));
        deleteByAuth(1);

        assertThat(find(session.secretHash())).isPresent();
    }

    @Test
    void goWithTheirUserButForOne() {
        Session kept = insert(session(ANN, 1, CORP));
        Session gone = insert(session(ANN, 1, CORP));
        insert(session(BOB, 2, CORP));

        assertThat(deleteByUser(ANN, kept.secretHash())).containsExactly(gone.secretHash());
    }

    @Test
    void goWithTheirUserAltogether() {
        Session session = insert(session(ANN, 1, CORP));

        assertThat(deleteByUser(ANN, null)).containsExactly(session.secretHash());
    }

    @Test
    void tellUsersApartByCase() {
        insert(session(ANN, 1, CORP));

        assertThat(deleteByUser(new UserId("Ann"), null)).isEmpty();
    }

    @Test
    void areSweptWhenNotSeenForTooLong() {
        insert(session(ANN, 1, CORP));

        assertThat(sweep(now, 10)).isEqualTo(1);
    }

    @Test
    void areSweptInSteps() {
        for (int i = 0; i < 5; i++) {
            insert(session(ANN, 1, CORP));
        }
        sweep(now, 3);

        assertThat(sweep(now, 3)).isEqualTo(2);
    }

    @Test
    void areNotSweptWhileTheyLive() {
        insert(session(ANN, 1, CORP));

        assertThat(sweep(now.minusSeconds(1), 10)).isZero();
    }

    private Session session(UserId user, long authId, Corp corp) {
        return new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                Token.random().hash(),
                user,
                corp,
                authId,
                "MyWeChatLogin",
                "Firefox, Linux",
                Platform.APP,
                now,
                now,
                now);
    }

    private static Session with(Session session, TokenHash hash) {
        return new Session(
                session.id(),
                hash,
                session.user(),
                session.corpOrNull(),
                session.authId(),
                session.instance(),
                session.device(),
                session.platform(),
                session.authenticatedAt(),
                session.createdAt(),
                session.lastSeenAt());
    }

    private Session insert(Session session) {
        return store.write(tx -> {
            tx.sessions().insert(session);
            return session;
        });
    }

    private Optional<Session> find(TokenHash hash) {
        return store.read(tx -> tx.sessions().byHash(hash));
    }

    private Optional<Session> named(SessionId id) {
        return store.read(tx -> tx.sessions().byId(id));
    }

    private void touch(Session session, Instant at) {
        store.run(tx -> {
            tx.sessions().touch(session.id(), at);
        });
    }

    private boolean delete(TokenHash hash) {
        return store.write(tx -> tx.sessions().delete(hash));
    }

    private List<TokenHash> deleteByAuth(long authId) {
        return store.write(tx -> tx.sessions().deleteByAuth(ANN, authId));
    }

    private List<TokenHash> deleteByUser(UserId user, TokenHash spared) {
        return store.write(tx -> tx.sessions().deleteByUser(user, spared));
    }

    private int sweep(Instant seenBefore, int limit) {
        return store.write(tx -> tx.sessions().sweep(seenBefore, limit));
    }
}
