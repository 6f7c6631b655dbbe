package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.Race;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The contract of {@link SessionRows} for sessions that are listed, changed, or ended by their owner. */
public abstract class SessionChangesContract extends StoreContract {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Corp ONE = new Corp(new CorpId("c1"), "甲公司");
    private static final Corp TWO = new Corp(new CorpId("c2"), "乙公司");

    private final Instant now = new MovableClock().instant();

    protected SessionChangesContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void areListedLastSeenFirst() {
        Session old = insert(ANN, ONE, now);
        Session young = insert(ANN, ONE, now.plusSeconds(60));
        insert(BOB, ONE, now);

        assertThat(byUser(ANN, 10)).containsExactly(young, old);
    }

    @Test
    void areListedUpToALimit() {
        insert(ANN, ONE, now);
        insert(ANN, ONE, now);

        assertThat(byUser(ANN, 1)).hasSize(1);
    }

    @Test
    void rememberThatThePersonProvedThemselvesAgain() {
        Session session = insert(ANN, ONE, now);
        boolean there = is(rows -> rows.setAuthenticatedAt(session.secretHash(), now.plusSeconds(90)));

        assertThat(there).isTrue();
        assertThat(find(session.secretHash())).map(Session::authenticatedAt).contains(now.plusSeconds(90));
    }

    @Test
    void areNotBroughtBackByAProof() {
        assertThat(is(rows -> rows.setAuthenticatedAt(Token.random().hash(), now)))
                .isFalse();
    }

    @Test
    void openWithTheNewSecretAlone() {
        Session session = insert(ANN, ONE, now);
        TokenHash fresh = Token.random().hash();
        write(rows -> rows.rotate(session.secretHash(), fresh, TWO));

        assertThat(find(session.secretHash())).isEmpty();
        assertThat(find(fresh)).flatMap(Session::corp).contains(TWO);
        assertThat(find(fresh)).map(Session::id).contains(session.id());
    }

    @Test
    void canLeaveEveryOrganisation() {
        Session session = insert(ANN, ONE, now);
        TokenHash fresh = Token.random().hash();
        write(rows -> rows.rotate(session.secretHash(), fresh, null));

        assertThat(find(fresh).orElseThrow().corp()).isEmpty();
    }

    @Test
    void areRotatedByExactlyOneOf8Threads() {
        try (var race = new Race(8)) {
            for (int round = 0; round < 25; round++) {
                Session session = insert(ANN, ONE, now);

                assertThat(race.run(i -> is(rows ->
                                rows.rotate(session.secretHash(), Token.random().hash(), TWO))))
                        .as("round " + round)
                        .containsOnlyOnce(true);
            }
        }
    }

    @Test
    void areEndedByTheirPublicName() {
        Session session = insert(ANN, ONE, now);

        assertThat(ended(rows -> rows.deleteById(session.id(), ANN))).contains(session.secretHash());
        assertThat(find(session.secretHash())).isEmpty();
    }

    @Test
    void areNotEndedBySomebodyElse() {
        Session session = insert(ANN, ONE, now);

        assertThat(ended(rows -> rows.deleteById(session.id(), BOB))).isEmpty();
        assertThat(find(session.secretHash())).isPresent();
    }

    @Test
    void goWithTheMembershipTheyWereIn() {
        Session gone = insert(ANN, ONE, now);
        Session kept = insert(ANN, TWO, now);
        Session others = insert(BOB, ONE, now);

        assertThat(allEnded(rows -> rows.deleteByCorp(ANN, ONE.id()))).containsExactly(gone.secretHash());
        assertThat(find(kept.secretHash())).isPresent();
        assertThat(find(others.secretHash())).isPresent();
    }

    private Session insert(UserId user, Corp corp, Instant seen) {
        var session = new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                Token.random().hash(),
                user,
                corp,
                1,
                "MyWeChatLogin",
                "Safari, iPhone",
                Platform.WEB,
                now,
                now,
                seen);
        write(rows -> {
            rows.insert(session);
            return true;
        });
        return session;
    }

    private Optional<Session> find(TokenHash hash) {
        return store.read(tx -> tx.sessions().byHash(hash));
    }

    private List<Session> byUser(UserId user, int limit) {
        return store.read(tx -> tx.sessions().byUser(user, limit));
    }

    private boolean is(Predicate<SessionRows> work) {
        return write(work::test);
    }

    private Optional<TokenHash> ended(Function<SessionRows, Optional<TokenHash>> work) {
        return write(work);
    }

    private List<TokenHash> allEnded(Function<SessionRows, List<TokenHash>> work) {
        return write(work);
    }

    private <T> T write(Function<SessionRows, T> work) {
        return store.write(tx -> work.apply(tx.sessions()));
    }
}
