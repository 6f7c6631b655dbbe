package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user's list of sessions, and the ways to end them. */
@Timeout(60)
class SessionListTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
        wechat.bind("bob", test.bob(wechat));
    }

    @Test
    void holdsOnesOwnTheLastSeenFirst() {
        Token first = test.session(wechat);
        test.session(wechat, test.bob(wechat));
        test.clock.pass(Duration.ofMinutes(2));
        Token second = test.session(wechat);

        assertThat(test.app.sessions().of(ANN))
                .extracting(Session::secretHash)
                .containsExactly(second.hash(), first.hash());
    }

    @Test
    void holdsNothingThatHasExpired() {
        test.session(wechat);
        test.clock.pass(Duration.ofMinutes(30));

        assertThat(test.app.sessions().of(ANN)).isEmpty();
    }

    @Test
    void holdsAHundredAtMost() {
        Stream.generate(() -> test.session(wechat)).limit(103).forEach(session -> {});

        assertThat(test.app.sessions().of(ANN)).hasSize(100);
    }

    @Test
    void endsOneByItsName() {
        Token one = warm(test.session(wechat));
        Token other = warm(test.session(wechat));

        assertThat(test.app.sessions().end(ANN, id(one))).isTrue();
        assertThat(live(one, other)).containsExactly(false, true);
    }

    @Test
    void endsNobodyElses() {
        Token bobs = warm(test.session(wechat, test.bob(wechat)));

        assertThat(test.app.sessions().end(ANN, id(bobs))).isFalse();
        assertThat(live(bobs)).containsExactly(true);
        assertThat(ended()).isZero();
    }

    @Test
    void endsNothingOfAnUnknownName() {
        assertThat(test.app.sessions().end(ANN, new SessionId("' or 1=1 --"))).isFalse();
    }

    @Test
    void endsAllOthers() {
        Token kept = warm(test.session(wechat));
        Token one = warm(test.session(wechat));
        Token two = warm(test.session(wechat));
        Token bobs = warm(test.session(wechat, test.bob(wechat)));

        assertThat(test.app.sessions().endOthers(ANN, kept.hash())).isEqualTo(2);
        assertThat(live(kept, one, two, bobs)).containsExactly(true, false, false, true);
    }

    @Test
    void endsAll() {
        Token one = warm(test.session(wechat));
        Token bobs = warm(test.session(wechat, test.bob(wechat)));

        assertThat(test.app.sessions().end(ANN)).isOne();
        assertThat(live(one, bobs)).containsExactly(false, true);
    }

    @Test
    void endsThoseInAnOrganisationThatWasLeft() {
        Token none = warm(test.session(wechat));
        test.member("ann", "c1");
        Token in = warm(test.session(wechat));
        test.member("ann", "c2");
        Token elsewhere = warm(test.session(wechat));

        assertThat(test.app.sessions().leave(ANN, new CorpId("c1"))).isOne();
        assertThat(live(none, in, elsewhere)).containsExactly(true, false, true);
    }

    @Test
    void leavesATraceOfEachEndThatEndedSomething() {
        warm(test.session(wechat));
        test.app.sessions().end(ANN);
        test.app.sessions().end(ANN);
        test.app.sessions().leave(ANN, new CorpId("c1"));
        test.app.sessions().endOthers(ANN, Token.random().hash());

        assertThat(ended()).isOne();
    }

    @Test
    void letsNobodyInAfterAnEndHoweverManyAskMeanwhile() {
        try (var race = new Race(4)) {
            for (int round = 0; round < 50; round++) {
                Token one = test.session(wechat);
                race.run(i -> i == 0 ? test.app.sessions().end(ANN) : test.check(one));

                assertThat(test.check(one)).as("round " + round).isEmpty();
            }
        }
    }

    private long ended() {
        return test.trail().stream()
                .filter(event -> event.kind().name().equals("SESSIONS_ENDED"))
                .count();
    }

    private Token warm(Token session) {
        assertThat(test.check(session)).isPresent();
        return session;
    }

    private SessionId id(Token session) {
        return test.check(session).orElseThrow().id();
    }

    private List<Boolean> live(Token... sessions) {
        return Stream.of(sessions)
                .map(session -> test.check(session).isPresent())
                .toList();
    }
}
