package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser has at most twenty attempts at a time. A further attempt discards the oldest. */
@Timeout(60)
class AttemptCapTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    private Browser browser;

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
        browser = new Browser(test);
    }

    @Test
    void leavesTwentyAlive() {
        List<Token> states = start(browser, 20);

        assertThat(alive(browser, states)).isEqualTo(20);
    }

    @Test
    void losesTheOldest() {
        List<Token> states = start(browser, 25);

        assertThat(alive(browser, states.subList(0, 5))).isZero();
        assertThat(alive(browser, states.subList(5, 25))).isEqualTo(20);
    }

    @Test
    void neverLosesTheOneThatIsBegunEvenWithinOneMillisecond() {
        for (int i = 0; i < 60; i++) {
            Token state = browser.start(wechat);

            assertThat(held(state)).as("attempt " + i).isTrue();
        }
    }

    @Test
    void countsEachBrowserForItself() {
        var other = new Browser(test);
        List<Token> states = start(other, 1);
        start(browser, 25);

        assertThat(alive(other, states)).isOne();
    }

    @Test
    void countsEveryIntent() {
        List<Token> states = start(browser, 1);
        for (int i = 0; i < 20; i++) {
            test.clock.pass(Duration.ofMillis(1));
            browser.start(i % 2 == 0 ? wechat : test.second(), i % 3 == 0 ? Intent.BIND : Intent.REAUTH, "ann");
        }

        assertThat(alive(browser, states)).isZero();
    }

    @Test
    void touchesNoLoginCode() {
        String loginCode = browser.loginCode(wechat, test.ann(wechat));
        start(browser, 25);

        assertThat(browser.redeem(loginCode).user().active()).isTrue();
    }

    private boolean held(Token state) {
        return test.store.read(tx -> tx.tickets()
                .find(dev.saoma.store.Ticket.Kind.ATTEMPT, state.hash(), test.clock.instant())
                .isPresent());
    }

    private List<Token> start(Browser who, int count) {
        var states = new ArrayList<Token>();
        for (int i = 0; i < count; i++) {
            test.clock.pass(Duration.ofMillis(1));
            states.add(who.start(wechat));
        }
        return states;
    }

    private long alive(Browser who, List<Token> states) {
        return states.stream()
                .filter(state -> {
                    try {
                        return who.finish(wechat, state, test.ann(wechat)).returnTo() != null;
                    } catch (dev.saoma.error.LoginException e) {
                        assertThat(e.code().code()).isEqualTo("state_invalid");
                        return false;
                    }
                })
                .count();
    }
}
