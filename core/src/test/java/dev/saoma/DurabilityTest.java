package dev.saoma;

import static dev.saoma.durability.Durability.ASYNCHRONOUS;
import static dev.saoma.durability.Durability.SYNCHRONOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.durability.Durability;
import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.login.RedeemRequest;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The durability of every write of each journey: what may be lost with a power cut means only that a person scans again. */
@Timeout(60)
class DurabilityTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("ticket", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    @BeforeEach
    void bind() {
        wechat.bind("ann", test.ann(wechat));
    }

    private List<Durability> of(Runnable journey) {
        return test.recorder.during(journey);
    }

    @Nested
    class ALogin {
        @Test
        void beginsAsynchronously() {
            assertThat(of(() -> browser.start(wechat))).containsExactly(ASYNCHRONOUS);
        }

        @Test
        void usesItsAttemptAndIssuesItsCodeAsynchronously() {
            Token state = browser.start(wechat);

            assertThat(of(() -> browser.finish(wechat, state, test.ann(wechat))))
                    .containsExactly(ASYNCHRONOUS, ASYNCHRONOUS);
        }

        @Test
        void opensASessionAsynchronously() {
            String code = browser.loginCode(wechat, test.ann(wechat));

            assertThat(of(() -> browser.redeem(code))).containsExactly(ASYNCHRONOUS);
        }

        @Test
        void opensASessionThatEndsAnotherSynchronously() {
            Token previous = test.session(wechat);
            String code = browser.loginCode(wechat, test.ann(wechat));

            assertThat(of(() -> browser.redeem(code, previous))).containsExactly(SYNCHRONOUS);
        }

        @Test
        void inPageModeIsAsynchronous() {
            assertThat(of(() -> finishPage(null))).containsExactly(ASYNCHRONOUS, ASYNCHRONOUS, ASYNCHRONOUS);
        }

        @Test
        void inPageModeThatEndsAnotherSessionIsSynchronous() {
            Token previous = test.session(wechat);

            assertThat(of(() -> finishPage(previous))).containsExactly(ASYNCHRONOUS, ASYNCHRONOUS, SYNCHRONOUS);
        }

        private void finishPage(Token previous) {
            Token state = browser.start(wechat);
            assertThat(test.app.login().finishPage(wechat, browser.secret, state, test.ann(wechat), "", previous))
                    .isPresent();
        }

        @Test
        void inProcessIsAsynchronous() {
            assertThat(of(() -> test.session(wechat))).containsExactly(ASYNCHRONOUS, ASYNCHRONOUS);
        }

        @Test
        void withoutASessionOfSaomaIsAsynchronous() {
            assertThat(of(authenticate(null))).containsExactly(ASYNCHRONOUS);
        }

        @Test
        void withoutASessionOfSaomaThatEndsAnotherIsSynchronous() {
            Token previous = test.session(wechat);

            assertThat(of(authenticate(previous))).containsExactly(SYNCHRONOUS);
        }

        private Runnable authenticate(Token previous) {
            Token code =
                    Token.parse(browser.loginCode(wechat, test.ann(wechat))).orElseThrow();
            var request = new RedeemRequest(code, browser.secret, null, Platform.WEB, "", previous);
            return () -> test.app.login().authenticate(request, null);
        }
    }

    @Nested
    class AnUnlinkedWeChat {
        private final String code = test.scan("oStranger", "uStranger");

        /** The second write links an identity whose person is known at another application. */
        @Test
        void getsABindTicketAsynchronously() {
            Token state = browser.start(wechat);

            assertThat(of(() -> browser.refused(wechat, state, code)))
                    .containsExactly(ASYNCHRONOUS, SYNCHRONOUS, ASYNCHRONOUS);
        }

        /** The leases around the registration and the login code are asynchronous. */
        @Test
        void isRegisteredSynchronously() {
            Token ticket = browser.ticket(wechat, code);

            assertThat(of(() -> browser.register(ticket)))
                    .containsExactly(SYNCHRONOUS, ASYNCHRONOUS, SYNCHRONOUS, ASYNCHRONOUS, ASYNCHRONOUS);
        }

        /** The first write is the mark of a bind that has begun. */
        @Test
        void isBoundToAnAccountSynchronously() {
            Token ticket = browser.ticket(wechat, code);

            assertThat(of(() -> browser.attach(ticket, "bob"))).containsExactly(ASYNCHRONOUS, SYNCHRONOUS);
        }

        @Test
        void losesATicketToAnotherBrowserSynchronously() {
            Token ticket = browser.ticket(wechat, code);

            assertThat(of(() -> Refusal.of(() -> new Browser(test).register(ticket))))
                    .containsExactly(SYNCHRONOUS);
        }
    }

    @Nested
    class ABinding {
        @Test
        void isMadeInASessionSynchronously() {
            Session session = test.check(test.session(wechat)).orElseThrow();
            WeChatLogin second = test.second();
            Token state = browser.start(second, Intent.BIND, "ann");

            assertThat(of(() -> browser.bind(second, state, test.ann(second), session)))
                    .containsExactly(ASYNCHRONOUS, ASYNCHRONOUS, SYNCHRONOUS);
        }

        @Test
        void isMadeInProcessSynchronously() {
            assertThat(of(() -> test.second().bind("ann", test.ann(test.second()))))
                    .containsExactly(ASYNCHRONOUS, SYNCHRONOUS);
        }

        @Test
        void isInvitedToSynchronously() {
            assertThat(of(() -> test.app.login().invite(wechat, new UserId("bob"))))
                    .containsExactly(SYNCHRONOUS);
        }

        @Test
        void isRemovedSynchronously() {
            assertThat(of(() -> wechat.unbind("ann"))).containsExactly(SYNCHRONOUS);
        }

        @Test
        void isReleasedSynchronously() {
            assertThat(of(() -> test.app.login().release(wechat, ANN))).containsExactly(SYNCHRONOUS);
        }

        @Test
        void isForgottenSynchronously() {
            assertThat(of(() -> test.app.personalData().forget(ANN))).containsExactly(SYNCHRONOUS);
        }
    }
}
