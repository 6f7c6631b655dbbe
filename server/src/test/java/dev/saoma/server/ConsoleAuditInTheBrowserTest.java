package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The audit trail in the console, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class ConsoleAuditInTheBrowserTest {
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
    void isFilteredByTheAddress(Chromium chromium) {
        String bob = ConsoleVisit.user(site, "bob", "Bob");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            String own = visit.signIn("olga", "owner", "/audit");
            page.getByLabel("Made by").fill(own);
            page.getByLabel("Event").selectOption("administered");
            visit.button("Search").click();

            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody")).containsText("console opened");
            assertThat(page.url()).endsWith("#/audit?actor=user%3A" + own + "&kind=administered");
            assertThat(visit.button("Search")).isFocused();
            visit.open("/audit?user=" + bob);
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.getByLabel("User id")).hasValue(bob);
            visit.button("Reset").click();
            assertThat(page.getByLabel("User id")).hasValue("");
            assertThat(page.locator("tbody")).containsText("role owner given");
        }
    }

    /** Also of a login method that is not there, such as one that was deleted. */
    @Test
    void isFilteredByTheLoginMethod(Chromium chromium) {
        ConsoleVisit.user(site, "mia", "Mia");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("max", "viewer", "/audit");
            page.getByLabel("Login method").selectOption("WeChat Login");
            visit.button("Search").click();

            assertThat(page.locator("tbody tr").first()).containsText(Sample.APP.appid());
            assertThat(page.locator("tbody")).not().containsText("role viewer given");
            assertThat(page.url()).endsWith("#/audit?app=" + Sample.APP.appid());
            visit.open("/audit?app=wx00000000000000ff");
            assertThat(page.locator("tbody tr")).hasCount(0);
            assertThat(page.getByLabel("Login method")).hasValue("wx00000000000000ff");
            visit.check("a login method that is gone");
        }
    }

    @Test
    void isSavedAsItIsShown(Chromium chromium) throws Exception {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/audit?actor=key");
            Download csv = visit.page()
                    .waitForDownload(() -> visit.button("Save as CSV").click());
            Download lines = visit.page()
                    .waitForDownload(() -> visit.button("Save as JSON lines").click());

            assertThat(csv.suggestedFilename()).isEqualTo("saoma-audit.csv");
            assertThat(Files.readString(csv.path()))
                    .startsWith("\ufeff\"id\",\"at\",\"kind\",\"userId\",\"actor\",\"appId\",\"note\"\r\n")
                    .contains("\"key\"");
            assertThat(Files.readAllLines(lines.path())).allMatch(line -> line.startsWith("{\"id\":"));
        }
    }

    @Test
    void putsNoFormulaIntoASpreadsheet(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium).withModules()) {
            visit.open("/");
            Object csv = visit.page().evaluate("""
                    async () => {
                      const { csvOf } = await import('/console/export.js');
                      return ['=1+1', '+1', '-1', '@a', '\\tx', 'a"b', 'x=1'].map((note) => csvOf([{ note }], ['note']).split('\\r\\n')[1]).join(' ');
                    }""");

            assertThat(csv).isEqualTo("\"'=1+1\" \"'+1\" \"'-1\" \"'@a\" \"'\tx\" \"a\"\"b\" \"x=1\"");
        }
    }
}
