package dev.saoma.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of {@link WeChatEmulatorExtension}. */
@WithWeChat
class SignInTest {

    @Test
    void greetsTheUser(WeChatEmulator wechat) {
        Application application = new Application(wechat.baseUrl());

        String page = application.callback(wechat.issueCode(Sample.APP.appid(), "alice"));

        assertThat(page).isEqualTo("Hello Alice");
    }

    @Test
    void refusesACodeThatIsTooOld(WeChatEmulator wechat) {
        Application application = new Application(wechat.baseUrl());
        String code = wechat.issueCode(Sample.APP.appid(), "alice");

        wechat.advanceClock(Duration.ofMinutes(11));

        assertThat(application.callback(code)).isEqualTo("Please scan again");
    }
}
