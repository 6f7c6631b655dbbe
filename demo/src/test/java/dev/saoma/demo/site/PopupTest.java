package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.setting.Setting;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat's page in a popup, and the return to the page. */
class PopupTest extends SiteTest {
    private static final HostPage HOST = HostPage.at(Sites.APP, Sites.OPEN).with("mode", "popup");

    @AfterEach
    void restore() {
        sites.wechat().set(Setting.REFUSAL, Setting.REFUSAL.standard());
    }

    @ParameterizedTest
    @CsvSource({Sites.APP + ",cookie,false", Sites.SHOP + ",header,false", Sites.SHOP + ",header,true"})
    void logsInAndClosesTheWindow(String origin, String binding, boolean coep) {
        HostPage host = HostPage.at(origin, Sites.OPEN).with("mode", "popup").with("binding", binding);
        Page page = visit.open(coep ? host.coep() : host);
        Page popup = popup(page);
        assertState(page, "waiting");

        popup.waitForClose(() -> visit.allowInWindow(popup, sites.person("Grace")));

        assertState(page, "success");
        assertThat(visit.heard(page, "session").toString()).contains("nickname=Grace");
    }

    /** Cross-Origin-Opener-Policy removes the popup's opener, so the user finishes the login in the popup. */
    @Tag("full")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finishesInTheWindowWhenThePageHasSeveredIt(boolean coep) {
        HostPage host = HOST.coop().with("return-to", Sites.APP + "/empty");
        Page page = visit.open(coep ? host.coep() : host);
        Page popup = popup(page);
        visit.allowInWindow(popup, sites.person("Grace"));

        popup.locator("#finish").click();

        popup.waitForURL(Sites.APP + "/empty");
        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
    }

    /** A severed page of Saoma's own origin still receives the result, on a channel. */
    @Test
    void logsInOnASeveredPageOfOurOwnOrigin() {
        Page page = visit.context().newPage();
        page.route(
                Sites.LOGIN + "/own",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setHeaders(Map.of("Cross-Origin-Opener-Policy", "same-origin"))
                        .setBody("<script type=module src=/assets/wechat-login.js></script>"
                                + "<wechat-login instance=MyWeChatLogin mode=popup></wechat-login>")));
        page.navigate(Sites.LOGIN + "/own");
        Page popup = popup(page);

        popup.waitForClose(() -> {
            visit.allowInWindow(popup, sites.person("Grace"));
            assertState(page, "success");
        });
    }

    @Test
    void saysThatThePhoneRefused() {
        sites.wechat().set(Setting.REFUSAL, "authdeny");
        Page page = visit.open(HOST);
        Page popup = popup(page);

        popup.waitForClose(() -> visit.refuseInWindow(popup, sites.person("Grace")));

        assertState(page, "error");
        assertThat(visit.heard(page, "error").toString()).contains("code=login_cancelled");
    }

    @Test
    void isIdleAgainWhenThePersonClosesTheWindow() {
        Page page = visit.open(HOST);
        page.clock().install();
        Page popup = popup(page);
        popup.waitForURL(Pattern.compile("/connect/qrconnect"));
        assertState(page, "waiting");
        // The element polls every half second, and detects a closed popup only after two polls that found it at WeChat.
        page.clock().runFor(1_100);

        popup.close();
        page.clock().runFor(600);

        assertState(page, "idle");
        assertThat(visit.heard(page, "error")).isEmpty();
    }

    @Test
    void goesOnInThePageWhereWindowsAreBlocked() {
        Page page = visit.open(HOST.with("return-to", Sites.APP + "/empty"));
        page.evaluate("window.open = () => null");
        button(page, "Log in with WeChat").click();
        assertState(page, "error");
        assertThat(login(page)).containsText("blocked");

        button(page, "Continue on WeChat").click();
        visit.allowInWindow(page, sites.person("Grace"));

        page.waitForURL(Sites.APP + "/empty");
    }

    private static Page popup(Page page) {
        return page.waitForPopup(() -> button(page, "Log in with WeChat").click());
    }

    private static Locator button(Page page, String name) {
        return login(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
