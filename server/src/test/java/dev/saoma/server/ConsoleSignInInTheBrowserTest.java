package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways into the console, in a real Chromium against the emulator. */
@ExtendWith(SharedChromium.class)
class ConsoleSignInInTheBrowserTest {
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
    void leadsToTheScanAndBackToTheSameAddress(Chromium chromium) {
        ConsoleVisit.grant(site, ConsoleVisit.user(site, "own", "Own"), "owner");
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.open("/audit?kind=invited");
            assertThat(visit.heading("Sign in to the console")).isVisible();
            visit.check("sign-in");

            visit.button("Scan with WeChat").click();
            visit.page().waitForURL(Pattern.compile("/login\\?"));
            assertThat(visit.page().url()).as("the search stays in the browser").doesNotContain("invited");
            visit.scan("own");

            assertThat(visit.heading("Audit trail")).isVisible();
            assertThat(visit.page().url()).endsWith("/console#/audit?kind=invited");
            visit.button("Sign out").click();
            assertThat(visit.heading("Sign in to the console")).isFocused();
        }
    }

    @Test
    void saysThatARoleIsMissing(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            String user = ConsoleVisit.user(site, "bob", "Bob");
            visit.open("/");
            visit.button("Scan with WeChat").click();
            visit.page().waitForURL(Pattern.compile("/login\\?"));
            visit.scan("bob");

            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("have no role here");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText(user);
            visit.check("no role");
        }
    }

    @Test
    void takesTheKeyOnceAndKeepsItNowhere(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.open("/people");
            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill("CANARY_wrong");
            visit.button("Sign in with the key").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("This key is not right");
            assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
            assertThat(page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("");

            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(Site.ADMIN_KEY);
            visit.button("Sign in with the key").click();

            assertThat(visit.heading("People")).isVisible();
            assertThat(page.getByRole(AriaRole.NOTE)).containsText("administrator’s key");
            visit.check("by key");
            String everywhere = (String) page.evaluate("""
                    () => [document.documentElement.outerHTML, location.href, document.cookie,
                      ...[...document.querySelectorAll('input')].map(({ value }) => value),
                      JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state)].join()""");
            assertThat(everywhere).doesNotContain("CANARY");
        }
    }

    @Test
    void isShownInPlaceWhenTheSessionEnds(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            String user = visit.signIn("ann", "viewer", "/people");
            site.admin().delete("/api/admin/roles/" + user);
            visit.button("Search").click();

            assertThat(visit.heading("Sign in to the console")).isFocused();
            assertThat(visit.page().url()).endsWith("#/people");
            ConsoleVisit.grant(site, user, "viewer");
            visit.button("Scan with WeChat").click();

            assertThat(visit.heading("People")).isVisible();
        }
    }
}
