package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.internal.clock.MovableClock;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state is valid for one browser and one purpose, once, for a limited time. Any other use does not reach WeChat. */
class MisusedStateTest {
    @TempDir
    private static Path folder;

    private static final MovableClock CLOCK = new MovableClock(Clock.systemUTC());
    private static Site site;

    @BeforeAll
    static void open() {
        Site.instance(folder, "Forum", Sample.SECOND_APP.appid(), Sample.SECOND_APP.secret(), "open");
        site = Site.open(folder, "open", CLOCK);
    }

    @BeforeEach
    void forget() {
        site.wechat().reset();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void refusesAnotherBrowsersState() {
        String state = site.browser().attempt().text("state");
        Browser other = site.browser();
        other.attempt();

        assertRefused(other.finish(code(), state));
    }

    @Test
    void refusesABrowserThatBeganNothing() {
        String state = site.browser().attempt().text("state");

        assertRefused(site.browser().finish(code(), state));
    }

    @Test
    void leavesTheStateToItsOwnBrowserAfterAStrangersTry() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        site.browser().finish(code(), state);

        assertThat(browser.finish(code(), state).status()).isEqualTo(200);
    }

    @Test
    void answersARepeatOfTheSamePairWithoutAskingWeChatAgain() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        String code = code();
        Reply first = browser.finish(code, state);

        Reply second = browser.finish(code, state);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(site.exchanges()).isEqualTo(1);
    }

    @Test
    void refusesARepeatWithAnotherCode() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        browser.finish(code(), state);

        Reply second = browser.finish(code(), state);

        assertThat(second.code()).isEqualTo("state_invalid");
        assertThat(site.exchanges()).isEqualTo(1);
    }

    @Test
    void refusesARepeatAfterItsLoginCodeWasRedeemed() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        String code = code();
        browser.redeem(browser.finish(code, state).text("loginCode"));

        Reply again = browser.finish(code, state);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("state_invalid");
        assertThat(site.exchanges()).isEqualTo(1);
    }

    @Test
    void refusesAnExpiredState() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        CLOCK.advance(Duration.ofMinutes(20).plusSeconds(1));

        assertRefused(browser.finish(code(), state));
    }

    @Test
    void refusesAStateThatWasMadeToBind() {
        Browser browser = site.browser();
        browser.login(code());
        long before = site.exchanges();
        String state = browser.post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"bind\"}")
                .text("state");

        assertThat(browser.finish(code(), state).code()).isEqualTo("state_invalid");
        assertThat(site.exchanges()).isEqualTo(before);
    }

    @Test
    void refusesALoginStateForABind() {
        Browser browser = site.browser();
        browser.login(code());
        long before = site.exchanges();
        String state = browser.attempt().text("state");

        Reply answer = browser.post(
                "/api/bindings/MyWeChatLogin", "{\"code\":\"" + code() + "\",\"state\":\"" + state + "\"}");

        assertThat(answer.code()).isEqualTo("state_invalid");
        assertThat(site.exchanges()).isEqualTo(before);
    }

    @Test
    void refusesAnotherInstancesState() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");

        assertRefused(browser.finish("Forum", state, code()));
    }

    private void assertRefused(Reply answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("state_invalid");
        assertThat(site.exchanges()).isZero();
    }

    private String code() {
        return site.wechat().issueCode(Sample.APP.appid(), "alice");
    }
}
