package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.login;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The account page: WeChat identities linked and unlinked, devices logged out, the organisation switched. */
class AccountTest extends SiteTest {
    private static final String ACCOUNT = Sites.LOGIN + "/account";

    @Test
    void connectsAWeChatAndDisconnectsItAgain() {
        String person = sites.person("Grace");
        visit.signIn(person, Sites.OPEN);
        Page page = visit.open(ACCOUNT);
        button(page, "Connect Partner WeChat").click();
        visit.allow(page, person);
        assertThat(page.locator("#done")).containsText("is connected");
        assertThat(page.locator("#bindings")).containsText("Connected since");
        assertThat(button(page, "Disconnect Partner WeChat")).isFocused();

        button(page, "Disconnect Partner WeChat").click();
        page.locator("#dialog-confirm").click();

        assertThat(page.locator("#done")).containsText("is disconnected");
        assertThat(button(page, "Connect Partner WeChat")).isFocused();
    }

    @Test
    void doesNotDisconnectTheLastWayIn() {
        visit.signIn(sites.person("Grace"), Sites.OPEN);
        Page page = visit.open(ACCOUNT);
        button(page, "Disconnect WeChat").click();
        page.locator("#dialog-confirm").click();

        assertThat(page.locator("#dialog-problem")).containsText("last_login_method");
        page.locator("#dialog-cancel").click();
        assertThat(button(page, "Disconnect WeChat")).isVisible();
    }

    @Test
    void asksWhoIsThereWhenTheLoginWasLongAgo() {
        String person = sites.person("Grace");
        visit.signIn(person, Sites.OPEN);
        Page page = visit.open(ACCOUNT);
        sites.clock().advance(Duration.ofMinutes(11));
        button(page, "Connect Partner WeChat").click();
        assertThat(page.locator("#dialog-title")).hasText("Is it you?");

        visit.allow(page, person);
        assertThat(page.locator("#dialog-title")).containsText("Connect");
        assertThat(login(page)).hasAttribute("action", "bind");
        visit.allow(page, person);

        assertThat(page.locator("#done")).containsText("is connected");
    }

    @Test
    void logsOutAnotherDeviceAndThenAllOthers() {
        String person = sites.person("Grace");
        visit.signIn(person, Sites.OPEN);
        try (Visit phone = visit();
                Visit tablet = visit();
                Visit laptop = visit()) {
            phone.signIn(person, Sites.OPEN);
            tablet.signIn(person, Sites.OPEN);
            laptop.signIn(person, Sites.OPEN);
            Page page = visit.open(ACCOUNT);
            assertThat(page.locator("#devices li")).hasCount(4);

            page.locator("#devices button").first().click();
            assertThat(page.locator("#devices li")).hasCount(3);
            assertThat(page.locator("#done")).containsText("is logged out");
            page.locator("#log-out-others").click();
            page.locator("#dialog-confirm").click();

            assertThat(page.locator("#devices li")).hasCount(1);
            assertThat(page.locator("#devices")).containsText("This device");
            for (Visit other : new Visit[] {phone, tablet, laptop}) {
                assertThat(other.open(ACCOUNT).locator("#nobody-title")).hasText("You are not logged in");
            }
            page.reload();
            assertThat(page.locator("#name")).hasText("Grace");
        }
    }

    @Test
    void changesTheOrganisation() {
        sites.belongs("Ada", "Analytical Engines", "Babbage & Sons");
        visit.signIn(sites.person("Ada"), Sites.OPEN);
        Page page = visit.open(ACCOUNT);
        assertThat(page.locator("#corp")).hasText("Analytical Engines");

        page.locator("#corps").selectOption("Babbage & Sons");
        page.locator("#corp-form button").click();

        assertThat(page.locator("#done")).containsText("Babbage & Sons");
        page.reload();
        assertThat(page.locator("#corp")).hasText("Babbage & Sons");
    }

    @Test
    void logsOutAndSendsWhoeverIsNobodyToTheLoginPageAndBack() {
        String person = sites.person("Grace");
        visit.signIn(person, Sites.OPEN);
        Page page = visit.open(ACCOUNT);
        page.locator("#log-out").click();
        assertThat(page.locator("#nobody-title")).hasText("You are logged out");
        assertThat(page.locator("#name")).not().isVisible();

        page.locator("#log-in").click();
        visit.allow(page, person);

        page.waitForURL(ACCOUNT);
        assertThat(page.locator("#name")).hasText("Grace");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
