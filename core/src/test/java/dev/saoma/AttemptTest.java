package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.login.FinishedLogin;
import dev.saoma.login.Intent;
import dev.saoma.login.RedeemRequest;
import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser's attempt, from state and code to login code. */
@Timeout(60)
class AttemptTest {
    private final Token browser = Token.random();

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private WeChatLogin wechat = test.wechat();

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
    }

    @Nested
    class AnAttempt {

        @Test
        void endsInALoginCode() {
            FinishedLogin finished = finish(browser, attempt(), test.ann(wechat));

            assertThat(redeem(finished.result().loginCode(), browser).user().id())
                    .isEqualTo(new UserId("ann"));
        }

        @Test
        void saysWhereThePageGoes() {
            assertThat(finish(browser, attempt(), test.ann(wechat)).returnTo()).isEqualTo("/home");
        }

        @Test
        void saysWhereThePageGoesAlsoWhenItFails() {
            Token state = attempt();

            assertThat(catchThrowableOfType(LoginException.class, () -> finish(browser, state, test.bob(wechat)))
                            .details())
                    .containsEntry("returnTo", "/home");
        }

        @Test
        void ofAnotherBrowserIsInvalid() {
            refused(Token.random(), attempt(), wechat, Intent.LOGIN);
        }

        @Test
        void thatIsUnknownIsInvalid() {
            refused(browser, Token.random(), wechat, Intent.LOGIN);
        }

        @Test
        void ofAnotherInstanceIsInvalid() {
            refused(browser, attempt(), test.second(), Intent.LOGIN);
        }

        @Test
        void ofAnotherInstanceOfTheSameApplicationIsInvalid() {
            test.restart("Second", "wx1", "default", "");
            wechat = test.wechat();
            Token toBind = test.attempt(wechat, Intent.BIND, browser, new UserId("ann"));

            refused(browser, attempt(), test.second(), Intent.LOGIN);
            refused(browser, toBind, test.second(), Intent.BIND);
        }

        @Test
        void toBindIsInvalidForALogin() {
            refused(browser, test.attempt(wechat, Intent.BIND, browser, new UserId("ann")), wechat, Intent.LOGIN);
        }

        @Test
        void toLogInIsInvalidForABind() {
            refused(browser, attempt(), wechat, Intent.BIND);
        }

        @Test
        void thatExpiredIsInvalid() {
            Token state = attempt();
            test.clock.pass(Duration.ofMinutes(20));

            refused(browser, state, wechat, Intent.LOGIN);
        }

        @Test
        void isRefusedByAnInstanceThatWasSwitchedOffMeanwhile() {
            Token state = attempt();
            test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");
            wechat = test.wechat();

            assertThat(Refusal.of(() -> finish(browser, state, test.ann(wechat))))
                    .isEqualTo("login_inactive");
        }

        @Test
        void isInvalidForAnInstanceOfAnotherApplicationByNow() {
            Token state = attempt();
            test.restart("MyWeChatLogin", "wx9", "default", "");
            wechat = test.wechat();

            assertThat(Refusal.of(() -> finish(browser, state, test.ann(wechat))))
                    .isEqualTo("state_invalid");
        }

        @Test
        void survivesAnotherBrowsersTry() {
            Token state = attempt();
            Refusal.of(() -> finish(Token.random(), state, test.ann(wechat)));

            assertThat(finish(browser, state, test.ann(wechat))).isNotNull();
        }

        @Test
        void isAnsweredAgainTheSame() {
            Token state = attempt();
            String code = test.ann(wechat);

            assertThat(finish(browser, state, code)).isEqualTo(finish(browser, state, code));
        }

        @Test
        void asksWeChatOnceHoweverOftenItIsRepeated() {
            Token state = attempt();
            String code = test.ann(wechat);
            int asked = test.stub.requests().size();
            finish(browser, state, code);
            finish(browser, state, code);

            assertThat(test.stub.requests()).hasSize(asked + 1);
        }

        @Test
        void isNotAnsweredAgainForAnotherCode() {
            Token state = attempt();
            finish(browser, state, test.ann(wechat));

            refused(browser, state, wechat, Intent.LOGIN);
        }

        @Test
        void isNotAnsweredAgainOnceItsLoginCodeWasRedeemed() {
            Token state = attempt();
            String code = test.ann(wechat);
            redeem(finish(browser, state, code).result().loginCode(), browser);

            assertThat(Refusal.of(() -> finish(browser, state, code))).isEqualTo("state_invalid");
        }

        @Test
        void isFinishedByOneOf16Threads() {
            try (var race = new Race(16)) {
                for (int round = 0; round < 20; round++) {
                    Token state = attempt();
                    List<String> codes = java.util.stream.Stream.generate(() -> test.ann(wechat))
                            .limit(16)
                            .toList();

                    List<Object> ends = race.run(i -> finish(browser, state, codes.get(i)));

                    assertThat(ends)
                            .as("round " + round)
                            .filteredOn(FinishedLogin.class::isInstance)
                            .hasSize(1);
                }
            }
        }

        private void refused(Token who, Token state, WeChatLogin where, Intent intent) {
            int asked = test.stub.requests().size();
            String code = test.ann(where);
            Token session = test.session(wechat);

            assertThat(Refusal.of(() -> {
                        if (intent == Intent.LOGIN) {
                            test.app.login().finish(where, who, state, code);
                        } else {
                            test.app
                                    .login()
                                    .finishBind(
                                            where,
                                            who,
                                            state,
                                            code,
                                            test.check(session).orElseThrow().user(),
                                            null);
                        }
                    }))
                    .isEqualTo("state_invalid");
            assertThat(test.stub.requests())
                    .as("only the session's own request")
                    .hasSize(asked + 1);
        }
    }

    private Token attempt() {
        return test.attempt(wechat, Intent.LOGIN, browser, null);
    }

    private FinishedLogin finish(Token who, Token state, String code) {
        return test.app.login().finish(wechat, who, state, code);
    }

    private SignedIn redeem(String loginCode, Token who) {
        return test.app
                .login()
                .redeem(new RedeemRequest(Token.parse(loginCode).orElseThrow(), who, null, Platform.WEB, "", null));
    }
}
