package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages for operating the server, in a real Chromium: doctor, settings, nodes. */
@ExtendWith(SharedChromium.class)
class ConsoleOperationInTheBrowserTest {
    private static final String SETTINGS = """
            [{"key":"saoma.public-url","value":"https://login.example.com","default":null,"source":"file",
              "where":"saoma.properties:3","isSecret":false,"isSet":true,"isKnown":true},
             {"key":"saoma.admin-key","value":null,"default":null,"source":"environment","where":"SAOMA_ADMIN_KEY",
              "isSecret":true,"isSet":true,"isKnown":true},
             {"key":"SAOMA_CONSOL","value":null,"default":null,"source":"environment","where":"SAOMA_CONSOL",
              "isSecret":true,"isSet":true,"isKnown":false},
             {"key":"saoma.port","value":null,"default":"8080","source":"default","where":null,
              "isSecret":false,"isSet":false,"isKnown":true}]""";

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
    void showWhatTheDoctorFindsAndWhatToDo(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("ann", "operator", "/doctor");
            visit.button("Examine now").click();
            assertThat(page.locator("#done")).hasText("The examination is finished.");
            assertThat(page.locator(".findings li").first()).isVisible();
            assertThat(visit.button("Examine now")).isEnabled();
            visit.check("findings");
            visit.open("/instances");
            assertThat(page.locator("tbody tr").first()).isVisible();
            visit.check("the list with its health");
        }
    }

    @Test
    void showNoFindingToAViewer(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("vic", "viewer", "/doctor");
            assertThat(visit.page().locator("main")).containsText("Only operators and owners");
            assertThat(visit.button("Examine now")).isHidden();
        }
    }

    @Test
    void showSettingsWithTheirSource(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            // A site of the tests has no settings file; OperationsTest reads the call's real answer.
            page.route(
                    "**/api/admin/settings",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(SETTINGS)));
            visit.signIn("vic", "viewer", "/settings");
            assertThat(page.locator("tbody tr")).hasCount(3);
            assertThat(page.locator("tbody tr").first()).containsText("https://login.example.com");
            assertThat(page.locator("tbody tr").first()).containsText("saoma.properties:3");
            assertThat(page.locator("tbody tr").nth(1)).containsText("set");
            assertThat(page.locator("tbody tr").nth(2)).containsText("no such setting");
            page.getByLabel("Also those that have their default").check();
            assertThat(page.locator("tbody tr")).hasCount(4);
            visit.check("all settings");
        }
    }

    @Test
    void showThisNode(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("vic", "viewer", "/nodes");
            visit.page().waitForCondition(() -> {
                visit.open("/nodes");
                return visit.page().locator("tbody tr .tag.good").count() == 1;
            });
            visit.check("a node");
        }
    }
}
