package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The redirect from the login page back to the website, in a frame and in a window, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class WayBackInTheBrowserTest {
    private static EmbedSite site;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        site = new EmbedSite();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void open(WatchedBrowser browser) {
        page = site.begin(browser);
    }

    @Test
    void comesBackInTheFrameWithSelfRedirect() {
        site.embed("self_redirect:true");
        site.allow();
        page.waitForCondition(() -> site.application.callbacks().size() == 1);
        assertThat(site.application.callbacks().get(0)).matches("code=0\\d\\d[0-9A-Za-z]{29}&state=S1");
        assertThat(page.title()).isEqualTo("application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_redirect:false", ""})
    void comesBackInTheTopWindowOtherwise(String options) {
        FrameLocator frame = site.embed(options);
        frame.locator(".emulator_quick")
                .click(); // Chromium may require a gesture in the frame before the frame navigates the top window.
        site.allow();
        page.waitForURL(Pattern.compile("/callback\\?code="));
        assertThat(page.title()).isEqualTo("callback");
    }

    @ParameterizedTest
    @CsvSource({"state,state=S1", "authdeny,code=authdeny&state=S1"})
    void comesBackAfterARefusalWhenSetSo(String refusal, String query) {
        site.emulator.set(Setting.REFUSAL, refusal);
        site.embed("self_redirect:true");
        site.emulator.scan(site.shown().uuid(), "alice");
        site.emulator.refuse(site.shown().uuid(), "alice");
        page.waitForCondition(() -> site.application.callbacks().size() == 1);
        assertThat(site.application.callbacks()).containsExactly(query);
    }

    @ParameterizedTest
    @CsvSource({"/callback, /callback?code=C&state=S1", "/callback?a=1, /callback?a=1&code=C&state=S1"})
    void comesBackByItselfWhenNotEmbedded(String callback, String expected) {
        site.openAlone(callback);
        assertThat(site.callbackOfTop()).isEqualTo(expected);
    }

    @Test
    void appendsTheCodeAfterAFragment() {
        site.openAlone("/#/login");
        assertThat(site.callbackOfTop()).isEqualTo("/#/login?code=C&state=S1");
    }

    @Test
    void insertsTheCodeBeforeAFragmentAsQuickLoginDoes() {
        site.openAlone("/#/login");
        page.locator(".emulator_quick").click();
        assertThat(site.callbackOfTop()).isEqualTo("/?code=C&state=S1#/login");
    }

    @Test
    void insertsTheCodeBeforeAFragmentWhenSetSo() {
        site.emulator.set(Setting.CODE_BEFORE_FRAGMENT, "true");
        site.openAlone("/#/login");
        assertThat(site.callbackOfTop()).isEqualTo("/?code=C&state=S1#/login");
    }

    @Test
    void callsBackTwiceAsOrdered() {
        site.emulator.fault(Target.CALLBACK, 1, new Fault.DoubleCallback());
        site.openAlone("/callback");
        site.callbackOfTop();
        assertThat(site.application.callbacks())
                .hasSize(2)
                .allMatch(site.application.callbacks().get(0)::equals);
    }

    @Test
    void altersTheStateAsOrdered() {
        site.emulator.fault(Target.CALLBACK, 1, new Fault.AlteredState());
        site.openAlone("/callback");
        assertThat(site.callbackOfTop()).endsWith("&state=S1http%3A%2F%2Fhome.example%2F");
        assertThat(site.shown().state()).isEqualTo("S1");
    }
}
