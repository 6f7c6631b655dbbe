package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Roles in the console, in a real Chromium: an owner gives one, and proves to be the owner by a new scan. */
@ExtendWith(SharedChromium.class)
class ConsoleRolesInTheBrowserTest {
    @TempDir
    private Path folder;

    private static Locator inDialog(Page page, String button) {
        return page.locator("#dialog[open]").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    @Test
    void areGivenAfterANewScanAndTakenAgain(Chromium chromium) {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock);
                var visit = new ConsoleVisit(site, chromium)) {
            String bob = ConsoleVisit.user(site, "bob", "Bob");
            visit.signIn("own", "owner", "/administrators");
            clock.pass(Duration.ofMinutes(6));
            Page page = visit.page();
            visit.button("Give a role").click();
            page.getByLabel("User id").fill(bob);
            page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("operator");
            inDialog(page, "Give a role").click();

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Is it you?")))
                    .isVisible();
            assertThat(role(site, bob)).isEmpty();
            visit.scan("own");
            assertThat(page.locator("tbody")).containsText("Operator");
            assertThat(role(site, bob)).isEqualTo("operator");

            page.getByLabel("Take the role of Bob").click();
            inDialog(page, "Take").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(role(site, bob)).isEmpty();
        }
    }

    @Test
    void stayAsTheyAreWhenNobodyScans(Chromium chromium) {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock);
                var visit = new ConsoleVisit(site, chromium)) {
            String own = visit.signIn("own", "owner", "/administrators");
            clock.pass(Duration.ofMinutes(6));
            Page page = visit.page();
            page.getByLabel("Take the role of own").click();
            inDialog(page, "Take").click();
            page.locator("#prove[open]")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();

            assertThat(page.locator("#dialog[open] [role=alert]")).containsText("reauth_required");
            assertThat(page.locator("#dialog[open] [role=alert]")).isFocused();
            assertThat(role(site, own)).isEqualTo("owner");
        }
    }

    @Test
    void keepTheLastOwnerAndSayWhy(Chromium chromium) {
        try (Site site = Site.withConsole(folder);
                var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/administrators");
            visit.page().getByLabel("Take the role of own").click();
            inDialog(visit.page(), "Take").click();

            assertThat(visit.page().locator("#dialog[open] [role=alert]")).containsText("last owner");
            visit.check("a refusal in a dialog");
        }
    }

    private static String role(Site site, String userId) {
        for (var role : site.admin().get("/api/admin/roles").json()) {
            if (role.path("userId").asString().equals(userId)) {
                return role.path("role").asString();
            }
        }
        return "";
    }
}
