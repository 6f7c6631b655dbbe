package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disabled instance does not call WeChat, so the code stays unused. */
@Timeout(60)
class InactiveTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    @Test
    void spendsNoCodeInALogin() {
        String code = test.ann(test.sleeping());

        assertThat(Refusal.of(() -> test.sleeping().getLoginCode(code))).isEqualTo("login_inactive");
        assertUnspent(code);
    }

    @Test
    void spendsNoCodeInABind() {
        String code = test.ann(test.sleeping());

        assertThat(Refusal.of(() -> test.sleeping().bind("ann", code))).isEqualTo("login_inactive");
        assertUnspent(code);
    }

    @ParameterizedTest
    @EnumSource(value = Intent.class, mode = EnumSource.Mode.EXCLUDE, names = "TEST")
    void spendsNoCodeOfAnAttemptThatWasBegunBefore(Intent intent) {
        Token browser = Token.random();
        Token state = test.attempt(test.wechat(), intent, browser, ANN);
        String code = test.ann(test.wechat());
        test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");
        WeChatLogin instance = test.wechat();

        assertThat(Refusal.of(() -> {
                    if (intent == Intent.BIND) {
                        test.app.login().finishBind(instance, browser, state, code, ANN, null);
                    } else {
                        test.app.login().finish(instance, browser, state, code);
                    }
                }))
                .isEqualTo("login_inactive");
        assertUnspent(code);
    }

    private void assertUnspent(String code) {
        assertThat(test.asked("")).isZero();
        assertThat(test.user(test.session(test.second(), code))).startsWith("new-");
    }
}
