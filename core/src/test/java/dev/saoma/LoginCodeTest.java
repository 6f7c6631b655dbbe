package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Exchanging a login code for a session. */
@Timeout(60)
class LoginCodeTest {
    private final Token browser = Token.random();

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
    }

    @Nested
    class ALoginCode {

        @Test
        void opensOneSession() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            redeem(code, null);

            assertThat(Refusal.of(() -> redeem(code, null))).isEqualTo("login_code_invalid");
        }

        @Test
        void opensOneSessionFor16Threads() {
            try (var race = new Race(16)) {
                for (int round = 0; round < 50; round++) {
                    String code = wechat.getLoginCode(test.ann(wechat)).loginCode();

                    List<Object> ends = race.run(i -> redeem(code, null));

                    assertThat(ends)
                            .as("round " + round)
                            .filteredOn(SignedIn.class::isInstance)
                            .hasSize(1);
                    assertThat(ends)
                            .filteredOn(end -> !(end instanceof SignedIn))
                            .extracting(Refusal::of)
                            .containsOnly("login_code_invalid");
                }
            }
        }

        @Test
        void expiresAfter5Minutes() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            test.clock.pass(Duration.ofMinutes(5));

            assertThat(Refusal.of(() -> redeem(code, null))).isEqualTo("login_code_invalid");
        }

        @Test
        void isNoSession() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();

            assertThat(test.check(Token.parse(code).orElseThrow())).isEmpty();
        }

        @Test
        void isNoState() {
            Token code = Token.parse(wechat.getLoginCode(test.ann(wechat)).loginCode())
                    .orElseThrow();

            assertThat(Refusal.of(() -> finish(browser, code, test.ann(wechat))))
                    .isEqualTo("state_invalid");
        }

        @Test
        void cannotBeAState() {
            Token state = attempt();

            assertThat(Refusal.of(() -> redeem(state.reveal(), browser))).isEqualTo("login_code_invalid");
        }

        @Test
        void ofABrowserIsNotRedeemedByAnother() {
            String code = finish(browser, attempt(), test.ann(wechat)).result().loginCode();

            assertThat(Refusal.of(() -> redeem(code, Token.random()))).isEqualTo("login_code_invalid");
        }

        @Test
        void ofABrowserIsBurntByAnother() {
            String code = finish(browser, attempt(), test.ann(wechat)).result().loginCode();
            Refusal.of(() -> redeem(code, Token.random()));

            assertThat(Refusal.of(() -> redeem(code, browser))).isEqualTo("login_code_invalid");
        }

        @Test
        void ofABrowserIsNotRedeemedInProcess() {
            String code = finish(browser, attempt(), test.ann(wechat)).result().loginCode();

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, null, "web")))
                    .isEqualTo("login_code_invalid");
        }

        @Test
        void ofABrowserStaysValidForThatBrowserAfterThat() {
            String code = finish(browser, attempt(), test.ann(wechat)).result().loginCode();

            assertThatThrownBy(() -> test.authSvc().loginByCode(code, null, "web"))
                    .hasMessageContaining("LoginCode.redeem(request, loginCode)");
            assertThat(redeem(code, browser)).isNotNull();
        }

        @Test
        void endsTheSessionThatItCameWith() {
            Token previous = test.session(wechat);
            test.check(previous);
            Token code = Token.parse(wechat.getLoginCode(test.ann(wechat)).loginCode())
                    .orElseThrow();
            test.app.login().redeem(new RedeemRequest(code, null, null, Platform.WEB, "", previous));

            assertThat(test.check(previous)).isEmpty();
        }

        @Test
        void isRefusedToADisabledAccount() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            test.users.disable("ann");

            assertThat(Refusal.of(() -> redeem(code, null))).isEqualTo("account_disabled");
        }

        @Test
        void isNotGivenToADisabledAccount() {
            test.users.disable("ann");

            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("account_disabled");
        }

        @Test
        void isRefusedByAnInstanceThatWasSwitchedOffMeanwhile() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");

            assertThat(Refusal.of(() -> redeem(code, null))).isEqualTo("login_inactive");
        }

        @Test
        void isRefusedByAnInstanceOfAnotherApplicationByNow() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            test.restart("MyWeChatLogin", "wx9", "default", "");

            assertThat(Refusal.of(() -> redeem(code, null))).isEqualTo("login_code_invalid");
        }

        @Test
        void thatIsNoneIsInvalid() {
            List.of("", "x", "0".repeat(63), "'; --")
                    .forEach(code -> assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, null, "web")))
                            .isEqualTo("login_code_invalid"));
        }

        @Test
        void needsAPlatform() {
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, null, "desktop")))
                    .isEqualTo("invalid_request");
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
