package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The steps of logins in the console, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class ConsoleLoginsInTheBrowserTest {
    private static final String UNKNOWN_CODE = "0000000000000000000000000000000a";

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.withConsole(folder);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void saysWhyALoginFailedAndWhoMustAct(Chromium chromium) {
        site.browser().login(UNKNOWN_CODE);
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("olga", "viewer", "/logins?outcome=failed");
            Locator attempt = page.locator(".attempts details").first();
            attempt.locator("summary").click();

            assertThat(attempt).containsText("This scan has expired or was already used.");
            assertThat(attempt.locator(".steps")).containsText("Came back from WeChat");
            assertThat(attempt.locator(".steps .tag")).hasText("The person");
            assertThat(attempt.locator(".steps")).containsText("Scan again");
            visit.check("an open attempt");
        }
    }

    @Test
    void showsHowFarLoginsCameOverTime(@TempDir Path other, Chromium chromium) {
        var clock = new MovableClock();
        try (Site old = Site.withConsole(other, clock);
                var visit = new ConsoleVisit(old, chromium)) {
            old.browser().login(old.code("alice"));
            clock.pass(Duration.ofDays(5));
            old.browser().login(UNKNOWN_CODE);
            old.restart();
            Page page = visit.page();
            visit.signIn("olga", "viewer", "/logins");
            Locator over = page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Over time"));
            assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("How far logins come")))
                    .isVisible();
            assertThat(over).hasCount(0);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Last 7 days"))
                    .click();
            assertThat(over.locator("tbody tr")).hasCount(2);
            assertThat(over.locator("tbody tr").first().locator(".number")).hasText(new String[] {"1", "1", "0", "0"});
            assertThat(over.locator("tbody tr").last().locator(".number")).hasText(new String[] {"1", "1", "1", "1"});
            assertThat(over.locator("tbody tr").last()).containsText("100 %");
            visit.check("the logins of a week");
        }
    }

    /** New attempts wait, so that what a person reads does not move; known ones change where they are. */
    @Test
    void showsNewAttemptsWhenTheyAreAskedFor(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("pia", "viewer", "/logins");
            int before = page.locator(".attempts > li").count();
            Browser browser = site.browser();
            String state = browser.attempt().text("state");

            assertThat(visit.button("Show 1 new")).isVisible();
            assertThat(page.locator(".attempts > li")).hasCount(before);
            visit.button("Show 1 new").click();
            assertThat(page.locator(".attempts > li")).hasCount(before + 1);
            Locator newest = page.locator(".attempts details").first();
            newest.locator("summary").click();
            assertThat(newest.locator(".tag")).hasText("Under way");
            browser.finish(UNKNOWN_CODE, state);

            assertThat(newest.locator("summary .tag")).hasText("Failed");
            assertThat(newest.locator(".steps > li")).not().hasCount(1);
            assertThat(newest).hasAttribute("open", "");
        }
    }

    /** An inspector that is left open must not keep a session of the console from ending. */
    @Test
    void stopsWhenItIsLeftAlone(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.page().clock().install();
            visit.signIn("rose", "viewer", "/logins");
            assertThat(visit.button("Pause")).isVisible();
            visit.page().clock().fastForward("10:10");

            assertThat(visit.page().getByText("left alone for ten minutes")).isVisible();
            assertThat(visit.button("Go on")).isVisible();
        }
    }

    @Test
    void stopsWhenItIsPaused(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("quin", "viewer", "/logins");
            visit.button("Pause").click();
            site.browser().attempt();
            visit.page().waitForTimeout(3_500);
            assertThat(visit.button("Show 1 new")).not().isVisible();
            visit.button("Go on").click();

            assertThat(visit.button("Show 1 new")).isVisible();
        }
    }
}
