package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The element beyond a normal login: expiry, network, choices. */
class ElementTest extends SiteTest {
    private static final HostPage HOST = HostPage.at(Sites.APP, Sites.OPEN);

    @Test
    void renewsTheCodeSilentlyAndThenAsks() {
        Page page = visit.context().newPage();
        page.clock().install();
        page.navigate(HOST.with("auto-refresh", "2").address());
        var attempts = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            page.waitForCondition(() -> attempts.add(visit.attempt(page)));
            // Until the page in the frame has loaded, a shorter time-out applies.
            page.waitForFunction(
                    "shown => messages.filter(({ data }) => /wxReady/.test(data)).length === shown", i + 1);
            page.clock().fastForward("14:01");
        }

        assertState(page, "expired");
        assertThat(visit.heard(page, "error")).isEmpty();
        button(page, "QR code").click();
        visit.logIn(page, sites.person("Grace"));
        assertThat(attempts).hasSize(3);
    }

    @Test
    void waitsForTheNetworkToComeBack() {
        Page page = visit.open(HOST);
        String before = visit.attempt(page);
        visit.context().setOffline(true);
        assertState(page, "offline");

        visit.context().setOffline(false);

        page.waitForCondition(() -> !visit.attempt(page).equals(before));
        visit.logIn(page, sites.person("Grace"));
    }

    @Test
    void letsAMemberOfSeveralOrganisationsChoose() {
        sites.belongs("Ada", "Analytical Engines", "Babbage & Sons");
        Page page = visit.open(HOST);
        visit.allow(page, sites.person("Ada"));
        assertState(page, "choosing");
        assertThat(login(page).locator("button:visible")).hasCount(2);

        button(page, "Babbage & Sons").click();

        assertState(page, "success");
        assertThat(visit.heard(page, "session").toString()).contains("corpName=Babbage & Sons");
    }

    @Test
    void makesAnAccountForAWeChatThatIsNewHere() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.TICKET));
        visit.allow(page, sites.person("Grace"));
        assertState(page, "choosing");
        assertThat(login(page)).containsText("Grace");
        assertThat(login(page).locator(".avatar img")).isVisible();

        button(page, "Create an account").click();

        assertState(page, "success");
        assertThat(visit.heard(page, "session").toString()).contains("nickname=Grace");
    }

    @Test
    void connectsAWeChatThatIsNewHereToAnAccountOnceThatIsSignedIn() {
        String person = sites.person("Grace");
        try (Visit before = visit()) {
            before.signIn(person, Sites.OPEN);
        }
        Page page = visit.open(HostPage.at(Sites.APP, Sites.TICKET));
        visit.allow(page, person);
        button(page, "Connect to my account").click();
        assertState(page, "choosing");
        assertThat(login(page)).containsText("Sign in to that account in another tab");

        visit.signIn(person, Sites.OPEN);
        button(page, "Connect to my account").click();

        assertState(page, "success");
        assertThat(visit.heard(page, "bound")).hasSize(1);
    }

    @Test
    void startsAgainWithAnotherWeChat() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.TICKET));
        String person = sites.person("Grace");
        visit.allow(page, sites.person("Somebody else"));
        button(page, "Use another WeChat").click();

        visit.allow(page, person);

        assertState(page, "choosing");
        assertThat(login(page)).containsText("Grace");
    }

    @Test
    void explainsOnAPhoneThatNobodyScansTheirOwnScreen() {
        try (Visit phone = visit(new Browser.NewContextOptions()
                .setLocale("en")
                .setViewportSize(390, 800)
                .setHasTouch(true)
                .setIsMobile(true))) {
            Page page = phone.open(HOST.with("mode", "auto").with("return-to", Sites.APP + "/empty"));
            assertState(page, "idle");
            assertThat(login(page)).containsText("cannot scan its own screen");
            assertThat(login(page).locator("iframe")).hasCount(0);

            button(page, "Continue on WeChat").click();
            phone.allowInWindow(page, sites.person("Grace"));

            page.waitForURL(Sites.APP + "/empty");
        }
        try (Visit wechat =
                visit(new Browser.NewContextOptions().setLocale("en").setUserAgent("Mozilla/5.0 MicroMessenger/8.0"))) {
            Page page = wechat.open(HOST.with("mode", "auto"));
            assertState(page, "idle");
            assertThat(login(page)).containsText("cannot scan its own screen");
        }
    }

    @Test
    void keepsOneLiveRegionThatSaysOnlyWhatIsNew() {
        Page page = visit.open(HOST);
        assertThat(login(page).locator("[role=status], [aria-live]")).hasCount(1);
        page.evaluate("""
                () => {
                  const { shadowRoot } = document.querySelector('wechat-login');
                  window.said = [];
                  new MutationObserver(() => said.push(window.statusNode.textContent))
                    .observe(window.statusNode = shadowRoot.querySelector('[role=status]'),
                      { childList: true, characterData: true, subtree: true });
                }""");
        visit.logIn(page, sites.person("Grace"));

        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "statusNode === document.querySelector('wechat-login').shadowRoot.querySelector('[role=status]')"))
                .isTrue();
        List<?> said = (List<?>) page.evaluate("said");
        assertThat(said).doesNotHaveDuplicates().last().isEqualTo("Welcome, Grace");
    }

    @Test
    void goesByTheKeyboardAlone() {
        String person = sites.person("Grace");
        Page page = visit.open(HostPage.at(Sites.APP, Sites.TICKET).with("manual", ""));
        assertState(page, "idle");
        page.keyboard().press("Tab");
        assertThat(button(page, "Show the QR code")).isFocused();
        page.keyboard().press("Enter");
        visit.allow(page, person);

        assertState(page, "choosing");
        assertThat(button(page, "Create an account")).isFocused();
        page.keyboard().press("Enter");

        assertState(page, "success");
    }

    private static Locator button(Page page, String name) {
        return login(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
