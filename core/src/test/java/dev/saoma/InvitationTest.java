package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A one-time link with which a user without a session binds a WeChat. */
@Timeout(60)
class InvitationTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", true);

    private WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    @Test
    void bindsItsUser() {
        browser.bind(wechat, browser.start(wechat, invite()), test.ann(wechat));

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void isKnownByTheAttemptThatItBegan() {
        Token invited = browser.start(wechat, invite());
        Token own = browser.start(wechat, Intent.BIND, "ann");

        assertThat(List.of(invited, own))
                .extracting(state -> test.app.login().isInvited(wechat, browser.secret, state))
                .containsExactly(true, false);
    }

    @Test
    void isUsedUpByTheBindAlone() {
        Token invitation = invite();
        browser.start(wechat, invitation);
        browser.bind(wechat, browser.start(wechat, invitation), test.ann(wechat));

        assertThat(refusedStart(invitation)).isEqualTo("bind_ticket_invalid");
    }

    /** The pair is bound already, so the bind changes nothing else that could invalidate the invitation. */
    @Test
    void isUsedUpByABindOfTheSamePairToo() {
        wechat.bind("ann", test.ann(wechat));
        Token invitation = invite();
        browser.bind(wechat, browser.start(wechat, invitation), test.ann(wechat));

        assertThat(refusedStart(invitation)).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isNotUsedUpByABindThatFails() {
        wechat.bind("bob", test.bob(wechat));
        Token invitation = invite();
        Token state = browser.start(wechat, invitation);
        assertThat(refused(browser, state, test.bob(wechat))).isEqualTo("already_bound");
        browser.bind(wechat, browser.start(wechat, invitation), test.ann(wechat));

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void bindsOneOfTwoBrowsersAtOnce() {
        try (var race = new Race(2)) {
            for (int round = 0; round < 20; round++) {
                String who = String.format("%04d", round);
                Token invitation = test.app
                        .login()
                        .invite(wechat, new UserId("user" + who))
                        .token();
                List<Browser> two = List.of(new Browser(test), new Browser(test));
                List<Token> states =
                        two.stream().map(one -> one.start(wechat, invitation)).toList();

                List<Object> ends = race.run(i -> {
                    two.get(i).bind(wechat, states.get(i), test.scan("o" + i + who, null));
                    return "bound";
                });

                assertThat(ends)
                        .as("round " + round)
                        .filteredOn("bound"::equals)
                        .hasSize(1);
            }
        }
    }

    @Test
    void isTooLateAfterADay() {
        Token invitation = invite();
        test.clock.pass(Duration.ofHours(24).minusMinutes(10));
        Token state = browser.start(wechat, invitation);
        test.clock.pass(Duration.ofMinutes(10));

        assertThat(refusedStart(invitation)).isEqualTo("bind_ticket_invalid");
        assertThat(refused(browser, state, test.ann(wechat)))
                .as("begun in time, finished too late")
                .isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isForItsOwnInstance() {
        Token invitation = invite();

        assertThat(Refusal.of(() -> browser.start(test.second(), invitation))).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isForItsOwnInstanceEvenWhereAnotherHasTheSameApplication() {
        Token invitation = invite();
        test.restart("Second", "wx1", "default", "");

        assertThat(Refusal.of(() -> browser.start(test.second(), invitation))).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isForItsOwnApplication() {
        Token invitation = invite();
        test.restart("MyWeChatLogin", "wx9", "default", "");
        wechat = test.wechat();

        assertThat(refusedStart(invitation)).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isOfNoUseToADisabledUser() {
        Token state = browser.start(wechat, invite());
        test.users.disable("ann");

        assertThat(refused(browser, state, test.ann(wechat))).isEqualTo("account_disabled");
        assertThat(test.trail()).noneMatch(event -> event.kind().name().equals("BOUND"));
    }

    @Test
    void isNotMadeForADisabledUser() {
        test.users.disable("ann");

        assertThat(Refusal.of(this::invite)).isEqualTo("account_disabled");
    }

    @Test
    void isNotMadeAtAnInstanceThatIsOff() {
        assertThat(Refusal.of(() -> test.app.login().invite(test.sleeping(), new UserId("ann"))))
                .isEqualTo("login_inactive");
    }

    @Test
    void endsWithAnUnbind() {
        Token invitation = invite();
        Token state = browser.start(wechat, invitation);
        wechat.unbind("ann");

        assertThat(refusedStart(invitation)).isEqualTo("bind_ticket_invalid");
        assertThat(refused(browser, state, test.ann(wechat))).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void endsWithEveryOtherInvitationOfItsUserWhenOneIsUsed() {
        Token other = invite();
        Token state = browser.start(wechat, other);
        browser.bind(wechat, browser.start(wechat, invite()), test.ann(wechat));

        assertThat(refused(browser, state, test.bob(wechat))).isEqualTo("bind_ticket_invalid");
        assertThat(refusedStart(other)).isEqualTo("bind_ticket_invalid");
        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void letsInAgainWhoWasUnbound() {
        wechat.bind("ann", test.ann(wechat));
        test.second().bind("ann", test.ann(test.second()));
        wechat.unbind("ann");
        browser.bind(wechat, browser.start(wechat, invite()), test.ann(wechat));

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void isFinishedByTheBrowserThatBegan() {
        Token state = browser.start(wechat, invite());

        assertThat(refused(new Browser(test), state, test.bob(wechat))).isEqualTo("state_invalid");
    }

    @Test
    void bindsItsOwnUserWhoeverIsSignedIn() {
        test.second().bind("bob", test.bob(test.second()));
        Session bob =
                test.check(test.session(test.second(), test.bob(test.second()))).orElseThrow();
        browser.bind(wechat, browser.start(wechat, invite()), test.ann(wechat), bob);

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void isNeededWhereNobodyIsSignedIn() {
        Token state = browser.start(wechat, Intent.BIND, "ann");

        assertThat(refused(browser, state, test.ann(wechat))).isEqualTo("state_invalid");
    }

    @Test
    void isNoLogin() {
        Token state = browser.start(wechat, invite());

        assertThat(Refusal.of(browser.refused(wechat, state, test.ann(wechat)))).isEqualTo("state_invalid");
    }

    private Token invite() {
        return test.app.login().invite(wechat, new UserId("ann")).token();
    }

    private String refusedStart(Token invitation) {
        return Refusal.of(() -> browser.start(wechat, invitation));
    }

    private String refused(Browser who, Token state, String code) {
        return Refusal.of(() -> who.bind(wechat, state, code));
    }
}
