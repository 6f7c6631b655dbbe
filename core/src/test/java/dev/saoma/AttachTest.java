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

/** Attaching a bind ticket's WeChat to a user who signed in by another method. */
@Timeout(60)
class AttachTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("ticket", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    @Test
    void letsTheUserInByThatWeChat() {
        browser.attach(browser.ticket(wechat, test.ann(wechat)), "ann");

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void makesNoUserAndAsksWeChatNothing() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        long asked = test.asked("");
        browser.attach(ticket, "ann");

        assertThat(test.asked("")).isEqualTo(asked);
        assertThat(test.users.size()).isZero();
    }

    @Test
    void isDoneOnce() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        browser.attach(ticket, "ann");

        refused(browser, ticket, "ann", "bind_ticket_invalid");
    }

    @Test
    void isNotDoneByAnotherBrowserAndBurnsTheTicket() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));

        refused(new Browser(test), ticket, "mallory", "bind_ticket_invalid");
        refused(browser, ticket, "ann", "bind_ticket_invalid");
        assertThat(test.trail()).isEmpty();
    }

    @Test
    void isTooLateAfterTenMinutes() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        test.clock.pass(Duration.ofMinutes(10));

        refused(browser, ticket, "ann", "bind_ticket_invalid");
    }

    @Test
    void isRefusedToADisabledUserAndLeavesTheTicket() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        test.users.disable("bob");
        refused(browser, ticket, "bob", "account_disabled");
        browser.attach(ticket, "ann");

        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void isRefusedWhenTheWeChatHasBecomeSomebodyElses() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        wechat.bind("ann", test.ann(wechat));

        refused(browser, ticket, "bob", "already_bound");
        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void isRefusedToAUserWhoHasAnotherWeChatAndLeavesTheTicket() {
        wechat.bind("bob", test.bob(wechat));
        Token ticket = browser.ticket(wechat, test.ann(wechat));

        refused(browser, ticket, "bob", "user_already_bound");
        browser.attach(ticket, "ann");
        assertThat(test.user(test.session(wechat))).isEqualTo("ann");
    }

    @Test
    void endsTheUsersOtherSessionsAndPendingBinds() {
        test.second().bind("ann", test.ann(test.second()));
        Token kept = test.session(test.second());
        Token other = test.session(test.second());
        test.check(other);
        Token pending = browser.start(wechat, Intent.BIND, "ann");
        Token ticket = browser.ticket(wechat, test.scan("oElse1", null));
        Session session = test.check(kept).orElseThrow();
        test.app.login().attach(browser.secret, ticket, session.user(), session.secretHash());

        assertThat(test.check(kept)).isPresent();
        assertThat(test.check(other)).isEmpty();
        assertThat(Refusal.of(() -> browser.bind(wechat, pending, test.ann(wechat), session)))
                .isEqualTo("state_invalid");
    }

    @Test
    void givesTheWeChatToOneOfSixteenAtOnce() {
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        try (var race = new Race(16)) {
            List<Object> ends = race.run(i -> {
                browser.attach(ticket, "user" + i);
                return "done";
            });

            assertThat(ends).filteredOn("done"::equals).hasSize(1);
            assertThat(ends)
                    .filteredOn(end -> !end.equals("done"))
                    .extracting(Refusal::of)
                    .containsOnly("bind_ticket_invalid");
        }
    }

    @Test
    void andRegisteringAtOnceMakeOneOfTheTwo() {
        try (var race = new Race(2)) {
            for (int round = 0; round < 20; round++) {
                String who = String.format("%04d", round);
                Token ticket = browser.ticket(wechat, test.scan("oNew" + who, "uNew" + who));

                List<Object> ends = race.run(i -> {
                    if (i == 0) {
                        return browser.register(ticket);
                    }
                    browser.attach(ticket, "old" + who);
                    return "attached";
                });

                assertThat(ends)
                        .as("round " + round)
                        .filteredOn(end -> end instanceof String)
                        .hasSize(1);
            }
        }
    }

    private void refused(Browser who, Token ticket, String user, String code) {
        assertThat(Refusal.of(() -> test.app.login().attach(who.secret, ticket, new UserId(user), null)))
                .isEqualTo(code);
    }
}
