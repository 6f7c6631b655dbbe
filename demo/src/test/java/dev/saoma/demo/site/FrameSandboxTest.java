package dev.saoma.demo.site;

import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox protects the page from a hostile page in the frame. */
class FrameSandboxTest extends SiteTest {
    @ParameterizedTest
    @ValueSource(strings = {Sites.APP + "/empty", Sites.EVIL + "/empty"})
    void cannotLeadThePageAroundItAway(String address) {
        HostPage host = HostPage.at(Sites.APP, Sites.OPEN);
        Page page = visit.open(host);
        visit.attempt(page);
        // Browsers block this navigation without a user gesture anyway, so the test clicks first.
        login(page).frameLocator("iframe").locator("body").click();
        Frame frame = page.frames().get(1);

        ConsoleMessage said = page.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().contains("Unsafe attempt to initiate navigation")),
                () -> frame.evaluate("address => { try { top.location.href = address } catch { } }", address));

        assertThat(said.text()).contains("sandboxed");
        assertThat(page.url()).isEqualTo(host.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"open('about:blank', 'name') === null", "alert() === undefined"})
    void opensNothing(String attempt) {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        visit.attempt(page);
        login(page).frameLocator("iframe").locator("body").click();

        assertThat(page.frames().get(1).evaluate(attempt)).isEqualTo(true);
        assertThat(visit.context().pages()).hasSize(1);
    }
}
