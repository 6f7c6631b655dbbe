package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every page and dialog of the console: axe, both themes, both languages, 320 pixels, the keyboard. */
@ExtendWith(SharedChromium.class)
class ConsoleAccessibilityTest {
    private static final String INSTANCE = "/instances/" + ConsoleInstancesInTheBrowserTest.FULL_NAME;

    @TempDir
    private static Path folder;

    private static Site site;
    private static List<String> places;
    private static String mallory;

    @BeforeAll
    static void open() {
        site = Site.withConsole(folder);
        mallory = ConsoleVisit.user(site, "mallory", "<b>" + "long ".repeat(10) + "</b>");
        site.admin().post("/api/admin/corps", "{\"corpId\":\"north\",\"corpName\":\"North\"}");
        site.admin().put("/api/admin/corps/north/members/" + mallory, "");
        site.browser().login("0000000000000000000000000000000a");
        places = List.of(
                "/",
                "/instances",
                "/instances/new",
                INSTANCE,
                INSTANCE + "?step=test",
                INSTANCE + "?step=on",
                INSTANCE + "?step=history",
                "/instances/auths.loginTypes.Nothing",
                "/logins",
                "/people",
                "/people/" + mallory,
                "/people/u_nobody",
                "/organizations",
                "/organizations/north",
                "/audit",
                "/administrators",
                "/doctor",
                "/settings",
                "/nodes",
                "/nowhere");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static NewContextOptions options(String locale, ColorScheme scheme, int width) {
        return new NewContextOptions().setLocale(locale).setColorScheme(scheme).setViewportSize(width, 800);
    }

    @Test
    void hasNoFindingOnAnyPage(Chromium chromium) {
        checkAll(chromium, options("en", ColorScheme.LIGHT, 1280));
    }

    @Test
    void hasNoFindingOnAnyPageOnASmallScreenInTheDark(Chromium chromium) {
        checkAll(chromium, options("zh-CN", ColorScheme.DARK, 320));
    }

    @Test
    @Tag("full")
    void hasNoFindingOnAnyPageInTheDark(Chromium chromium) {
        checkAll(chromium, options("zh-CN", ColorScheme.DARK, 1280));
    }

    @Test
    @Tag("full")
    void hasNoFindingOnAnyPageOnASmallScreen(Chromium chromium) {
        checkAll(chromium, options("en", ColorScheme.LIGHT, 320));
    }

    private static void checkAll(Chromium chromium, NewContextOptions options) {
        try (var visit = new ConsoleVisit(site, chromium, options)) {
            visit.signIn("own", "owner", "/");
            for (String place : places) {
                visit.page().evaluate("place => { location.hash = place; }", place);
                visit.page()
                        .waitForCondition(() -> visit.page()
                                .evaluate("place => location.hash === `#${place}`", place)
                                .equals(true));
                visit.page().waitForTimeout(50);
                visit.settle();
                visit.check(place);
            }
        }
    }

    @Test
    void hasNoFindingInItsDialogs(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium, options("en", ColorScheme.DARK, 320))) {
            visit.signIn("own", "owner", "/people/" + mallory);
            for (String button : List.of("Invite", "Rename", "Disable", "Erase", "End all sessions")) {
                visit.button(button).click();
                assertThat(visit.page().locator("#dialog")).isVisible();
                visit.check(button);
                visit.page().keyboard().press("Escape");
                assertThat(visit.button(button)).isFocused();
            }
        }
    }

    @Test
    void hasNoFindingInAnyStateOfALoginMethod(Chromium chromium) {
        checkStates(chromium, options("zh-CN", ColorScheme.DARK, 320));
    }

    @Test
    @Tag("full")
    void hasNoFindingInAnyStateOfALoginMethodInTheOtherLanguage(Chromium chromium) {
        checkStates(chromium, options("en", ColorScheme.LIGHT, 320));
    }

    private static void checkStates(Chromium chromium, NewContextOptions options) {
        save("before");
        try (var visit = new ConsoleVisit(site, chromium, options)) {
            Page page = visit.page();
            visit.signIn("own", "owner", INSTANCE);
            page.locator("main form .languages button").nth(1).click();
            assertThat(page.locator("textarea")).hasCount(2);
            visit.check("the source");
            page.locator("main .button.danger").click();
            assertThat(page.locator("#dialog[open]")).isVisible();
            visit.check("the question before a deletion");
            visit.open(INSTANCE);
            page.locator(".preview .languages button").nth(1).click();
            assertThat(page.locator(".stage wechat-login")).hasAttribute("state", "waiting");
            visit.check("the preview of the login page");
            page.locator("#f-title").fill("mine");
            save("theirs");
            page.locator("main form .actions button").click();
            assertThat(page.locator("[aria-labelledby=conflict]")).isVisible();
            visit.check("a conflict");
            visit.open(INSTANCE + "?step=history");
            page.locator("td.row-actions button").last().click();
            assertThat(page.locator("#version")).isFocused();
            visit.check("a version beside the present one");
            visit.open(INSTANCE + "?step=test");
            page.locator("main .buttons button").first().click();
            assertThat(page.locator("#test-frame")).isVisible();
            visit.check("a test");
            visit.open("/instances/new");
            page.locator("main form .actions button").click();
            assertThat(page.locator("[data-problem]")).isFocused();
            visit.check("faults");
        }
    }

    private static void save(String title) {
        String address = "/api/admin/elements/" + ConsoleInstancesInTheBrowserTest.FULL_NAME;
        Browser other = site.admin();
        other.with("If-Match: " + other.get(address).text("etag"));
        assertThat(other.put(address, "{\"title\":\"" + title + "\"}").status()).isEqualTo(200);
    }

    @Test
    void isUsedByTheKeyboardAlone(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/");
            page.keyboard().press("Tab");
            page.getByText("Skip to the content").focus();
            page.keyboard().press("Enter");
            assertThat(visit.heading("Home")).isFocused();
            page.locator("nav a", new Page.LocatorOptions().setHasText("Organisations"))
                    .focus();
            page.keyboard().press("Enter");
            assertThat(visit.heading("Organisations")).isFocused();
            visit.button("New organisation").focus();
            page.keyboard().press("Enter");
            page.keyboard().type("South");
            page.keyboard().press("Enter");
            assertThat(visit.heading("South")).isVisible();
        }
    }

    @Test
    void keepsTheLanguageThatIsChosen(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/people");
            visit.button("简体中文").click();
            assertThat(visit.heading("用户")).isVisible();
            assertThat(visit.button("简体中文")).isFocused();
            assertThat(visit.page().locator("html")).hasAttribute("lang", "zh-CN");
            visit.open("/people");

            assertThat(visit.heading("用户")).isVisible();
        }
    }

    /** A text that one language lacks would be shown as undefined. */
    @Test
    void hasEachTextInBothLanguages(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium).withModules()) {
            visit.open("/");
            for (String name : List.of(
                    "administrators",
                    "audit",
                    "event",
                    "home",
                    "instances",
                    "logins",
                    "operation",
                    "organizations",
                    "people",
                    "person",
                    "shell",
                    "sign-in")) {
                Object keys = visit.page().evaluate("""
                        async (name) => {
                          const { TEXTS } = await import(`/console/texts/${name}.js`);
                          const keys = (table) => Object.entries(table).map(([key, value]) => (typeof value === 'string' ? key : `${key}(${keys(value)})`)).join();
                          return [keys(TEXTS.en), keys(TEXTS['zh-CN'])];
                        }""", name);
                assertThat(((List<?>) keys).get(0)).as(name).isEqualTo(((List<?>) keys).get(1));
            }
        }
    }
}
