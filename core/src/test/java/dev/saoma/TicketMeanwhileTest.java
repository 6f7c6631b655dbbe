package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bind tickets that are used in the wrong place, or after the instance or the user has changed. */
@Timeout(60)
class TicketMeanwhileTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("ticket", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    @Nested
    class EachKind {

        @Test
        void ofTicketIsNoLoginCode() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(Refusal.of(() -> browser.redeem(ticket.reveal()))).isEqualTo("login_code_invalid");
            assertThat(browser.register(ticket)).as("the ticket is not used up").isNotEmpty();
        }

        @Test
        void ofLoginCodeIsNoTicket() {
            wechat.bind("ann", test.ann(wechat));
            Token code =
                    Token.parse(browser.loginCode(wechat, test.ann(wechat))).orElseThrow();

            noTicket(code);
            assertThat(browser.redeem(code.reveal()).user().id()).isEqualTo(new UserId("ann"));
        }

        @Test
        void ofStateIsNoTicket() {
            noTicket(browser.start(wechat));
        }

        @Test
        void ofInvitationIsNoTicket() {
            noTicket(test.app.login().invite(wechat, new UserId("ann")).token());
        }

        @Test
        void ofTicketIsNoInvitation() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(Refusal.of(() -> browser.start(wechat, ticket))).isEqualTo("bind_ticket_invalid");
        }

        @Test
        void ofTicketIsNoState() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(Refusal.of(browser.refused(wechat, ticket, test.ann(wechat))))
                    .isEqualTo("state_invalid");
        }

        @Test
        void ofTicketIsNoSession() {
            assertThat(test.check(browser.ticket(wechat, test.ann(wechat)))).isEmpty();
        }

        private void noTicket(Token token) {
            assertThat(Refusal.of(() -> browser.register(token))).isEqualTo("bind_ticket_invalid");
            assertThat(Refusal.of(() -> browser.attach(token, "bob"))).isEqualTo("bind_ticket_invalid");
        }
    }

    @Nested
    class Meanwhile {

        @Test
        void theInstanceWasSwitchedOff() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.restart("MyWeChatLogin", "wx1", "default", "'registration':'ticket','isActive':false,");

            both(ticket, "login_inactive");
        }

        @Test
        void theInstanceWasSwitchedOffAndOnAgain() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.restart("MyWeChatLogin", "wx1", "default", "'registration':'ticket','isActive':false,");
            both(ticket, "login_inactive");
            test.restart("MyWeChatLogin", "wx1", "default", "'registration':'ticket',");

            assertThat(browser.redeem(browser.register(ticket)).user().active()).isTrue();
        }

        @Test
        void theInstanceBecameAnotherApplications() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.restart("MyWeChatLogin", "wx9", "default", "'registration':'ticket',");

            both(ticket, "bind_ticket_invalid");
        }

        @Test
        void strangersAreDenied() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.restart("MyWeChatLogin", "wx1", "default", "'registration':'deny',");

            assertThat(Refusal.of(() -> browser.register(ticket))).isEqualTo("wechat_not_bound");
            assertThat(test.users.size()).isZero();
        }

        @Test
        void thePersonHasBecomeSomebody() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            wechat.bind("ann", test.ann(wechat));

            assertThat(browser.redeem(browser.register(ticket)).user().id()).isEqualTo(new UserId("ann"));
            assertThat(test.users.size()).as("users created").isZero();
        }

        @Test
        void thePersonHasBecomeSomebodyWhoIsDisabled() {
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            wechat.bind("ann", test.ann(wechat));
            test.users.disable("ann");

            assertThat(Refusal.of(() -> browser.register(ticket))).isEqualTo("account_disabled");
        }

        @Test
        void theUserUnboundAndAScanOfAnotherAppKnowsThem() {
            wechat.bind("ann", test.ann(wechat));
            test.session(test.second());
            Token ticket = unlinked();

            assertThat(Refusal.of(() -> browser.register(ticket))).isEqualTo("wechat_not_bound");
            assertThat(test.users.size()).as("users created").isZero();
        }

        @Test
        void theUserWhoRegisteredUnbound() {
            Token session = browser.redeem(browser.register(browser.ticket(wechat, test.ann(wechat))))
                    .secret();
            wechat.unbind(test.user(session));
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(Refusal.of(() -> browser.register(ticket))).isEqualTo("wechat_not_bound");
        }

        @Test
        void whoUnboundMayAttachItThemselves() {
            wechat.bind("ann", test.ann(wechat));
            test.session(test.second());
            browser.attach(unlinked(), "ann");

            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
        }

        private Token unlinked() {
            wechat.unbind("ann");
            return browser.ticket(wechat, test.ann(wechat));
        }

        private void both(Token ticket, String code) {
            assertThat(Refusal.of(() -> browser.register(ticket))).isEqualTo(code);
            assertThat(Refusal.of(() -> browser.attach(ticket, "bob"))).isEqualTo(code);
        }
    }
}
