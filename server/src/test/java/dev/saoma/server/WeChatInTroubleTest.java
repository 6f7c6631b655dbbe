package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Stall;
import dev.saoma.wechat.WeChatSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WeChat refuses, hangs or returns garbage: the user gets advice in time, and other users are not affected. */
class WeChatInTroubleTest {
    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open(folder);
    }

    @BeforeEach
    void heal() {
        site.wechat().reset();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void refusesACodeThatWasUsedElsewhere() {
        String code = code();
        site.browser().login(code);

        Reply answer = finish(code);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("wechat_code_invalid");
    }

    @Test
    void refusesAStaleCode() {
        String code = code();
        site.wechat().advanceClock(Duration.ofMinutes(11));

        assertThat(finish(code).code()).isEqualTo("wechat_code_invalid");
    }

    @Test
    void refusesAnInventedCode() {
        assertThat(finish("021inventedinventedinventedinven").code()).isEqualTo("wechat_code_invalid");
    }

    @Test
    void givesUpOnAHangingWeChatWithinFiveSeconds() {
        site.browser().login(code());
        site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Hang());
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        String code = code();
        try (var stall = new Stall()) {
            Reply answer = browser.finish(code, state);

            assertThat(stall.used()).isLessThan(Duration.ofMillis(5_200));
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.code()).isEqualTo("wechat_unreachable");
        }
    }

    @Test
    void servesWhoIsSignedInWhileWeChatHangs() {
        Browser signedIn = site.browser();
        signedIn.login(code());
        site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Hang());
        Browser waiting = site.browser();
        String state = waiting.attempt().text("state");
        var hanging = java.util.concurrent.CompletableFuture.supplyAsync(() -> waiting.finish(code(), state));

        assertThat(signedIn.session().status()).isEqualTo(200);
        assertThat(hanging.isDone()).isFalse();
        hanging.join();
    }

    /** Where each login at WeChat holds a platform thread, as on Java 17, half of the 200 threads remain for other requests. */
    @Test
    void leavesThreadsToOthersWhileWeChatHangs() {
        int most = VirtualThreads.areSupported() ? 1_000 : 100;
        assertThat(ServedApp.withinThreads(WeChatSettings.DEFAULT).inFlight()).isEqualTo(most);
        assertThat(ServedApp.withinThreads(WeChatSettings.DEFAULT.withInFlight(7))
                        .inFlight())
                .isEqualTo(7);
    }

    @Test
    void callsNonsenseNonsense() {
        site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Html());

        Reply answer = finish(code());

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("wechat_bad_answer");
    }

    @Test
    void asksForPatienceWhenWeChatIsBusy() {
        site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.ErrorCode(-1, "system error"));

        Reply answer = finish(code());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("retryable").asBoolean()).isTrue();
    }

    private Reply finish(String code) {
        Browser browser = site.browser();
        return browser.finish(code, browser.attempt().text("state"));
    }

    private String code() {
        return site.wechat().issueCode(Sample.APP.appid(), "alice");
    }
}
