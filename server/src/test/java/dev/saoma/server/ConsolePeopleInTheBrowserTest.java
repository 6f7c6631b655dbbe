package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The people of the console, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class ConsolePeopleInTheBrowserTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)><b>Mallory</b>";

    @TempDir
    private static Path folder;

    private static Site site;
    private static String mallory;

    @BeforeAll
    static void open() {
        site = Site.withConsole(folder);
        mallory = ConsoleVisit.user(site, "mallory", MARKUP);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Locator dialogButton(Page page, String name) {
        return page.locator("dialog[open]").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void leadFromTheListToAPersonWhomAnOperatorDisables(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("ann", "operator", "/people");
            visit.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(MARKUP))
                    .click();

            assertThat(visit.heading(MARKUP)).isFocused();
            assertThat(visit.page().locator("main img, main b")).hasCount(0);
            visit.button("Disable").click();
            dialogButton(visit.page(), "Disable").click();
            assertThat(visit.page().locator(".tags")).containsText("Disabled");
            assertThat(site.admin()
                            .get("/api/admin/users/" + mallory)
                            .json()
                            .path("isActive")
                            .asBoolean())
                    .isFalse();
            visit.button("Enable").click();
            assertThat(visit.page().locator(".tags")).containsText("Enabled");
        }
    }

    /** The search is in the address for a bookmark, and in a body for the service. */
    @Test
    void areFoundByTheBeginningOfANickname(Chromium chromium) {
        site.admin().post("/api/admin/users", "{\"nickname\":\"Zed Alpha\"}");
        String second = site.admin()
                .post("/api/admin/users", "{\"nickname\":\"zed beta\"}")
                .text("userId");
        site.admin().call("PATCH", "/api/admin/users/" + second, "{\"isActive\":false}");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("ann", "operator", "/people");
            page.getByLabel("Find").fill("ZED");
            page.keyboard().press("Enter");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.getByLabel("Find")).isFocused();
            page.getByLabel("State").selectOption("Disabled");
            visit.button("Search").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody")).containsText(second);
            assertThat(page.url()).endsWith("#/people?q=ZED&active=false");
            page.goBack();
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.getByLabel("State")).hasValue("");
            visit.open("/people?q=" + second);
            assertThat(page.locator("tbody tr")).hasCount(1);
            visit.button("Reset").click();
            assertThat(page.getByLabel("Find")).hasValue("");
        }
    }

    /** Each has a result of its own: an operator may not disable an administrator. */
    @Test
    void areChangedManyAtOnce(Chromium chromium) {
        for (String user : new String[] {"many1", "many2"}) {
            site.admin().post("/api/admin/users", "{\"userId\":\"" + user + "\",\"nickname\":\"Many " + user + "\"}");
        }
        String owner = ConsoleVisit.user(site, "manyown", "Many owner");
        site.admin().put("/api/admin/roles/" + owner, "{\"role\":\"owner\"}");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("ann", "operator", "/people?q=many");
            for (String name : new String[] {"Many many1", "Many many2", "Many owner"}) {
                page.getByLabel("Choose " + name).check();
            }
            assertThat(page.locator(".batch")).containsText("3 chosen");
            page.locator(".batch").getByRole(AriaRole.BUTTON).first().click();
            dialogButton(page, "Change all").click();

            assertThat(page.locator("dialog[open]")).containsText("Changed: 2.");
            assertThat(page.locator("dialog[open] li")).containsText("Many owner");
            dialogButton(page, "Close").click();
            assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("Disabled")))
                    .hasCount(2);
        }
    }

    @Test
    void areExported(Chromium chromium) throws Exception {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/people/" + mallory);
            Download file = visit.page()
                    .waitForDownload(() -> visit.button("Export data").click());

            assertThat(file.suggestedFilename()).isEqualTo("saoma-person.json");
            assertThat(Files.readString(file.path())).contains("\"bindings\"", mallory);
        }
    }

    @Test
    void areInvitedAndRenamed(Chromium chromium) {
        String user =
                site.admin().post("/api/admin/users", "{\"nickname\":\"New\"}").text("userId");
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("ann", "operator", "/people/" + user);
            visit.button("Invite").click();
            dialogButton(visit.page(), "Invite").click();
            assertThat(visit.page().getByLabel("Link", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue(Pattern.compile("/login#.*invitation="));
            dialogButton(visit.page(), "Close").click();

            visit.button("Rename").click();
            visit.page().getByLabel("Nickname").fill("");
            dialogButton(visit.page(), "Rename").click();
            assertThat(visit.page().getByLabel("Nickname")).hasAttribute("aria-invalid", "true");
            assertThat(visit.page().getByLabel("Nickname")).isFocused();
            visit.page().getByLabel("Nickname").fill("Newer");
            dialogButton(visit.page(), "Cancel").click();
            assertThat(visit.page().locator("dialog[open] [role=alert]")).containsText("not saved");
            dialogButton(visit.page(), "Rename").click();
            assertThat(visit.heading("Newer")).isVisible();
        }
    }

    /** Names and addresses are what strangers chose. */
    @Test
    void haveNamesAndAddressesThatAreCleaned(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium).withModules()) {
            visit.open("/");
            Object cleaned = visit.page().evaluate("""
                    async () => {
                      const { address } = await import('/console/address.js');
                      const { clean } = await import('/console/person.js');
                      const own = location.origin;
                      return [
                        ...['javascript:alert(1)', 'data:text/html,x', 'http://evil.example/', '//evil.example', `${own}.evil.example/`,
                          'blob:x', '', null].map(address).filter(Boolean),
                        address('https://thirdwx.qlogo.cn/a') === 'https://thirdwx.qlogo.cn/a', address('/login') === `${own}/login`,
                        clean('a\\u202eb\\u0000\\nc\\u200b'),
                      ].join();
                    }""");

            assertThat(cleaned).isEqualTo("true,true,ab c");
        }
    }

    @Test
    void areOnlyReadByAViewer(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("vera", "viewer", "/people/" + mallory);

            assertThat(visit.heading(MARKUP)).isVisible();
            for (String change :
                    new String[] {"Export data", "Invite", "Rename", "Disable", "Erase", "End all sessions"}) {
                assertThat(visit.button(change)).hasCount(0);
            }
        }
    }

    @Test
    void areErasedWhenTheIdentifierIsTyped(Chromium chromium) {
        String user = ConsoleVisit.user(site, "gone", "Gone");
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/people/" + user);
            visit.button("Erase").click();
            Locator typed = visit.page().locator("dialog[open] input");
            typed.fill("u_other");
            dialogButton(visit.page(), "Erase").click();
            assertThat(typed).hasAttribute("aria-invalid", "true");
            assertThat(site.admin().get("/api/admin/users/" + user).status()).isEqualTo(200);
            typed.fill(user);
            dialogButton(visit.page(), "Erase").click();

            assertThat(visit.heading("Audit trail")).isVisible();
            assertThat(visit.page().url()).contains("user=erased-");
            assertThat(site.admin().get("/api/admin/users/" + user).status()).isEqualTo(404);
        }
    }

    @Test
    void areListedPageByPage(Chromium chromium) {
        for (int i = 0; i < 60; i++) {
            site.admin().post("/api/admin/users", "{\"userId\":\"z_" + (100 + i) + "\",\"nickname\":\"Z\"}");
        }
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("ann", "operator", "/people");
            assertThat(visit.page().locator("tbody tr")).hasCount(50);
            visit.button("Show more").click();

            assertThat(visit.page().getByText("z_159")).isVisible();
            assertThat(visit.button("Show more")).hasCount(0);
        }
    }
}
