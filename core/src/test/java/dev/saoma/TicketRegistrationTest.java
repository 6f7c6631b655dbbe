package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Registration: the scan of an unlinked WeChat returns a bind ticket, and the ticket creates an account. */
@Timeout(60)
class TicketRegistrationTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("ticket", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    @Nested
    class AStrangersScan {

        @Test
        void handsBackATicketAndWhoWasSeen() {
            LoginException refusal = browser.refused(wechat, browser.start(wechat), test.ann(wechat));

            assertThat(Refusal.of(refusal)).isEqualTo("wechat_not_bound");
            assertThat(refusal.details())
                    .containsEntry("returnTo", "/home")
                    .containsEntry("expiresAt", "2026-11-22T08:10:00Z")
                    .containsEntry("profile", Map.of("nickname", "小明", "avatar", "https://thirdwx.qlogo.cn/a/132"));
        }

        @Test
        void makesNoUser() {
            browser.ticket(wechat, test.ann(wechat));

            assertThat(test.users.size()).isZero();
        }

        @Test
        void isRefusedAgainWithTheSameTicket() {
            Token state = browser.start(wechat);
            String code = test.ann(wechat);
            LoginException first = browser.refused(wechat, state, code);
            long asked = test.asked("");

            assertThat(browser.refused(wechat, state, code).details()).isEqualTo(first.details());
            assertThat(test.asked("")).as("requests to WeChat").isEqualTo(asked);
        }

        @Test
        void isNotRepeatedOnceItsTicketIsUsed() {
            Token state = browser.start(wechat);
            String code = test.ann(wechat);
            browser.register(Browser.ticketOf(browser.refused(wechat, state, code)));

            assertThat(Refusal.of(browser.refused(wechat, state, code))).isEqualTo("state_invalid");
        }

        @Test
        void isNotRepeatedToAnotherBrowser() {
            Token state = browser.start(wechat);
            String code = test.ann(wechat);
            browser.refused(wechat, state, code);

            assertThat(Refusal.of(new Browser(test).refused(wechat, state, code)))
                    .isEqualTo("state_invalid");
        }

        @Test
        void handsBackNothingWhereStrangersAreDenied() {
            test.restart("MyWeChatLogin", "wx1", "default", "'registration':'deny',");

            assertThat(browser.refused(test.wechat(), browser.start(test.wechat()), test.ann(wechat))
                            .details())
                    .containsOnlyKeys("returnTo");
            assertThat(test.asked("userinfo")).isZero();
        }
    }

    @Nested
    class ATicket {

        @Test
        void makesAUserWithTheProfileThatWasSeen() {
            String loginCode = browser.register(browser.ticket(wechat, test.ann(wechat)));

            assertThat(browser.redeem(loginCode).user().nicknameOrNull()).isEqualTo("小明");
            assertThat(test.users.size()).isOne();
        }

        @Test
        void saysWhereThePageGoes() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(test.app.login().register(browser.secret, ticket).returnTo())
                    .isEqualTo("/home");
        }

        @Test
        void isAnsweredTheSameAgainWhileTheLoginCodeIsUnused() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            String first = browser.register(ticket);
            long asked = test.asked("");

            assertThat(browser.register(ticket)).isEqualTo(first);
            assertThat(test.asked("")).as("requests to WeChat").isEqualTo(asked);
        }

        @Test
        void isOfNoUseOnceTheLoginCodeIsUsed() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            browser.redeem(browser.register(ticket));

            refused(browser, ticket);
        }

        @Test
        void isBurntByAnotherBrowser() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            refused(new Browser(test), ticket);
            refused(browser, ticket);
        }

        @Test
        void isBurntByACallerThatIsNoBrowser() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(Refusal.of(() -> test.app.login().register(null, ticket)))
                    .isEqualTo("bind_ticket_invalid");
            refused(browser, ticket);
        }

        @Test
        void livesForTenMinutes() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.clock.pass(Duration.ofMinutes(10));

            refused(browser, ticket);
        }

        @Test
        void makesOneUserInTwoBrowsersAtOnce() {
            try (var race = new Race(2)) {
                for (int round = 0; round < 20; round++) {
                    String who = String.format("%04d", round);
                    List<Browser> two = List.of(new Browser(test), new Browser(test));
                    List<Token> tickets = two.stream()
                            .map(one -> one.ticket(wechat, test.scan("oNew" + who, "uNew" + who)))
                            .toList();

                    List<Object> users = race.run(i -> two.get(i)
                            .redeem(two.get(i).register(tickets.get(i)))
                            .user()
                            .id());

                    assertThat(users).as("round " + round).hasOnlyElementsOfType(UserId.class);
                    assertThat(users.stream().distinct()).hasSize(1);
                }
            }
            assertThat(test.users.size()).isEqualTo(20);
        }

        @Test
        void opensOneSessionHoweverOftenItIsSentAtOnce() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            try (var race = new Race(8)) {
                List<Object> ends = race.run(i -> browser.register(ticket));

                assertThat(ends.stream().filter(String.class::isInstance).distinct())
                        .hasSize(1);
                assertThat(ends.stream().filter(LoginException.class::isInstance))
                        .extracting(Refusal::of)
                        .allMatch("bind_ticket_invalid"::equals);
            }
        }

        private void refused(Browser who, Token ticket) {
            assertThat(Refusal.of(() -> who.register(ticket))).isEqualTo("bind_ticket_invalid");
        }
    }
}
