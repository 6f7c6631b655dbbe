package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console on a port of its own, in a real Chromium: the scan is at the public address, all else is not. */
@ExtendWith(SharedChromium.class)
class ConsolePortInTheBrowserTest {
    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path folder;

    private Site open(boolean isOtherSite) {
        return isOtherSite ? Site.withConsoleElsewhere(folder, clock) : Site.withConsolePort(folder, clock);
    }

    private static void signIn(Site site, ConsoleVisit visit, String person, String place) {
        visit.open(place);
        assertThat(visit.heading("Sign in to the console")).isVisible();
        visit.button("Scan with WeChat").click();
        visit.page().waitForURL(Pattern.compile(Pattern.quote(site.server().publicUrl() + "/login?")));
        visit.scan(person);
    }

    private static Locator inDialog(Page page, String button) {
        return page.locator("#dialog[open]").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    /** Follows the link to the new scan into its tab. */
    private static Page scanTab(Page page) {
        Locator link = page.locator("#prove[open]").getByRole(AriaRole.LINK);
        assertThat(link).hasText("Scan with WeChat");
        return page.context().waitForPage(link::click);
    }

    /** Also from another site, where the browser sends no cookie of the public address to a frame. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isUsedLikeThePublicOne(boolean isOtherSite, Chromium chromium) {
        try (Site site = open(isOtherSite);
                var visit = new ConsoleVisit(site, chromium)) {
            ConsoleVisit.grant(site, ConsoleVisit.user(site, "own", "Own"), "owner");
            String bob = ConsoleVisit.user(site, "bob", "Bob");
            signIn(site, visit, "own", "/administrators");
            assertThat(visit.heading("Administrators")).isVisible();
            assertThat(visit.page().url()).isEqualTo(site.consoleUrl() + "/console#/administrators");

            clock.pass(Duration.ofMinutes(6));
            giveRole(visit, bob);
            testMethod(visit);
            createMethod(visit);
            visit.button("Sign out").click();
            assertThat(visit.heading("Sign in to the console")).isFocused();
        }
    }

    private static void giveRole(ConsoleVisit visit, String user) {
        Page page = visit.page();
        visit.button("Give a role").click();
        page.getByLabel("User id").fill(user);
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("operator");
        inDialog(page, "Give a role").click();
        assertThat(page.locator("#prove[open]")).containsText("The QR code is in a new tab.");
        visit.check("a scan in another tab");

        Page tab = scanTab(page);
        visit.scanOn(tab, "own");
        assertThat(tab.locator("#done")).hasText("Scanned. Go on in the tab that you came from.");
        assertThat(page.locator("#prove[open]")).hasCount(0);
        assertThat(page.locator("tbody")).containsText("Operator");
        tab.close();
    }

    private static void testMethod(ConsoleVisit visit) {
        visit.open("/instances/auths.loginTypes." + Site.INSTANCE + "?step=test");
        visit.button("Scan now").click();
        visit.scanIn(visit.page().locator("#test-frame"), "own");
        assertThat(visit.page().locator("#test-outcome")).containsText("A login would work");
        assertThat(visit.page().locator(".steps li .tag.good")).hasCount(6);
    }

    /** The live preview has a frame of the console's own address. */
    private static void createMethod(ConsoleVisit visit) {
        Page page = visit.page();
        visit.open("/instances/new");
        page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true)).fill("Second");
        page.getByLabel("AppID", new Page.GetByLabelOptions().setExact(true)).fill(Sample.APP.appid());
        visit.button("Login page").click();
        FrameLocator frame = page.frameLocator(".stage wechat-login iframe");
        assertThat(frame.getByRole(AriaRole.IMG)).isVisible();
        page.getByLabel("AppSecret", new Page.GetByLabelOptions().setExact(true))
                .selectOption("typed");
        page.getByLabel("AppSecret, typed").fill(Sample.APP.secret());
        visit.button("Save and test").click();
        visit.button("Scan now").click();
        visit.scanIn(page.locator("#test-frame"), "own");
        assertThat(page.locator("#test-outcome")).containsText("A login would work");
        visit.button("Continue").click();
        visit.button("Switch on").click();
        assertThat(page.locator("main pre").first()).containsText("/login");
        assertThat(page.locator("main pre").first()).not().containsText("/console");
    }

    @Test
    void showsNoCodeAndKeepsIt(Chromium chromium) {
        try (Site site = open(true);
                var visit = new ConsoleVisit(site, chromium)) {
            ConsoleVisit.grant(site, ConsoleVisit.user(site, "own", "Own"), "owner");
            visit.open("/audit?kind=invited");
            visit.button("Scan with WeChat").click();
            visit.page().waitForURL(Pattern.compile("/login\\?"));
            assertThat(visit.page().url()).as("the search stays in the browser").doesNotContain("invited");
            visit.scan("own");

            assertThat(visit.heading("Audit trail")).isVisible();
            assertThat(visit.page().url()).endsWith("/console#/audit?kind=invited");
            visit.page().goBack();
            assertThat(visit.page().url()).doesNotContain("scan=");
        }
    }

    @Test
    void refusesACodeThatIsForcedOnIt(Chromium chromium) {
        try (Site site = open(true);
                var visit = new ConsoleVisit(site, chromium)) {
            ConsoleVisit.grant(site, ConsoleVisit.user(site, "eve", "Eve"), "owner");
            Browser eve = site.browser();
            eve.login(site.code("eve"));
            String asked = new Browser(site.consoleUrl())
                    .post("/api/admin/session/scan", "")
                    .text("address");
            String code = eve.get(
                            asked.substring(site.server().publicUrl().toString().length()))
                    .header("Location")
                    .replaceFirst(".*#", "");

            visit.page().navigate(site.consoleUrl() + "/console#" + code);

            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("login_code_invalid");
            assertThat(visit.heading("Sign in to the console")).isVisible();
            assertThat(visit.page().url()).doesNotContain("scan=");
            visit.check("a code of somebody else");
        }
    }

    @Test
    void saysThatARoleIsMissing(Chromium chromium) {
        try (Site site = open(true);
                var visit = new ConsoleVisit(site, chromium)) {
            String bob = ConsoleVisit.user(site, "bob", "Bob");
            signIn(site, visit, "bob", "/");

            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("have no role here");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText(bob);
            ConsoleVisit.grant(site, bob, "viewer");
            visit.button("Scan with another WeChat").click();
            // As at the public address, the person may log out there first.
            visit.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue"))
                    .click();
            assertThat(visit.heading("Home")).isVisible();
        }
    }

    @Test
    void keepsWhatWasTypedWhenNobodyScans(Chromium chromium) {
        try (Site site = open(true);
                var visit = new ConsoleVisit(site, chromium)) {
            ConsoleVisit.grant(site, ConsoleVisit.user(site, "own", "Own"), "owner");
            signIn(site, visit, "own", "/administrators");
            assertThat(visit.heading("Administrators")).isVisible();
            clock.pass(Duration.ofMinutes(6));
            Page page = visit.page();
            visit.button("Give a role").click();
            page.getByLabel("User id").fill("u_typed");
            inDialog(page, "Give a role").click();
            page.locator("#prove[open]")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();

            assertThat(page.locator("#dialog[open] [role=alert]")).containsText("reauth_required");
            assertThat(page.getByLabel("User id")).hasValue("u_typed");
        }
    }

    @Test
    void refusesTheScanOfAnotherPerson(Chromium chromium) {
        try (Site site = open(true);
                var visit = new ConsoleVisit(site, chromium)) {
            String own = ConsoleVisit.user(site, "own", "Own");
            ConsoleVisit.grant(site, own, "owner");
            signIn(site, visit, "own", "/administrators");
            assertThat(visit.heading("Administrators")).isVisible();
            clock.pass(Duration.ofMinutes(6));
            ConsoleVisit.user(site, "bob", "Bob");
            Browser bob = site.browser();
            bob.login(site.code("bob"));
            Page page = visit.page();
            String host = site.server().publicUrl().getHost();
            bob.cookies()
                    .forEach((name, value) -> page.context()
                            .addCookies(List.of(
                                    new Cookie(name, value).setDomain(host).setPath("/"))));
            page.getByLabel("Take the role of Own").click();
            inDialog(page, "Take").click();

            Page tab = scanTab(page);
            assertThat(tab.getByRole(AriaRole.ALERT)).containsText("Another user is signed in");
            assertThat(tab.getByRole(AriaRole.ALERT)).isFocused();
            assertThat(page.locator("#prove[open]")).isVisible();
            assertThat(tab.locator("header")).containsText("Own");
            tab.close();
        }
    }

    @Test
    void takesTheKey(Chromium chromium) {
        try (Site site = open(false);
                var visit = new ConsoleVisit(site, chromium)) {
            visit.signInWithKey("/people");
            assertThat(visit.heading("People")).isVisible();
            visit.open("/");
            assertThat(visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Login page")))
                    .hasAttribute("href", site.server().publicUrl() + "/login");
        }
    }
}
