package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.emulator.setting.Setting;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Login with WeChat in a real browser, between two sites over TLS. */
class LoginTest extends SiteTest {
    @AfterEach
    void restore() {
        sites.wechat().set(Setting.REFUSAL, Setting.REFUSAL.standard());
    }

    @Test
    void logsInInAFrame() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        page.evaluate("window.stillTheSamePage = true");

        visit.logIn(page, sites.person("Grace"));

        assertThat(visit.heard(page, "session").toString()).contains("nickname=Grace");
        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
        assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    }

    @Test
    void logsInOnWeChatsOwnPageAndComesBack() {
        String back = Sites.APP + "/empty";
        Page page = visit.open(
                HostPage.at(Sites.APP, Sites.OPEN).with("mode", "page").with("return-to", back));
        button(page).click();

        visit.allowInWindow(page, sites.person("Grace"));

        page.waitForURL(back);
        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "authdeny"})
    void saysThatThePhoneRefusedAndStartsAgain(String wayBack) {
        sites.wechat().set(Setting.REFUSAL, wayBack);
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        String person = sites.person("Grace");
        visit.refuse(page, person);

        assertState(page, "error");
        assertThat(login(page)).containsText("cancelled");
        assertThat(visit.heard(page, "error").toString()).contains("code=login_cancelled");

        button(page).click();
        visit.logIn(page, person);
    }

    @Test
    void leavesARefusalThatWeChatsPageShowsToThatPage() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        String person = sites.person("Grace");
        visit.refuse(page, person);

        assertThat(login(page).frameLocator("iframe").locator(".js_wx_after_cancel"))
                .isVisible();
        assertState(page, "waiting");
        visit.logIn(page, person);
    }

    @Test
    void showsANewCodeWhenWeChatsHasExpired() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        String attempt = visit.attempt(page);
        page.waitForCondition(() -> sites.qrCode(attempt).isPresent());
        String first = sites.qrCode(attempt).orElseThrow().uuid();

        sites.wechat().expire(first);

        page.waitForCondition(() -> !sites.qrCode(attempt).orElseThrow().uuid().equals(first));
        assertThat(sites.qrCode(attempt).orElseThrow().status()).isEqualTo(QrStatus.WAITING);
        visit.logIn(page, sites.person("Grace"));
    }

    /** The first session gives the browser a new identity, so the attempt of the other tab fails with an error. */
    @Test
    void logsInInTwoTabsOneAfterTheOther() {
        Page one = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        Page other = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        String first = visit.attempt(one);
        assertThat(visit.attempt(other)).isNotEqualTo(first);

        visit.logIn(other, sites.person("Grace"));
        visit.allow(one, sites.person("Linus"));
        assertState(one, "error");
        assertThat(visit.heard(one, "error").toString()).contains("code=state_invalid");
        button(one).click();
        visit.logIn(one, sites.person("Linus"));

        assertThat(visit.heard(other, "session").toString()).contains("nickname=Grace");
        assertThat(visit.heard(one, "session").toString()).contains("nickname=Linus");
    }

    /** Two concurrent attempts without a cookie would each set an identity, and the later would replace the earlier. */
    @Test
    void givesTwoTabsThatBeginAtOnceOneNameForTheBrowser() {
        var held = new ArrayList<Route>();
        visit.context().route("**/attempts", held::add);
        visit.open(Sites.LOGIN + "/login");
        Page other = visit.open(Sites.LOGIN + "/login");
        other.waitForFunction("async () => (await navigator.locks.query()).pending.length === 1");
        assertThat(held).hasSize(1);

        held.get(0).resume();
        other.waitForCondition(() -> held.size() == 2);

        assertThat(held.get(1).request().allHeaders().get("cookie")).contains("saoma-attempt=");
        held.get(1).resume();
        assertThat(visit.attempt(other)).isNotEmpty();
    }

    @Test
    void logsInOnTheLoginPageAndGoesWhereItWasAsked() {
        Page page = visit.open(Sites.LOGIN + "/login?returnTo=" + Sites.APP + "/empty");
        visit.allow(page, sites.person("Grace"));

        page.waitForURL(Sites.APP + "/empty");
    }

    private static Locator button(Page page) {
        return login(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("WeChat|again")));
    }
}
