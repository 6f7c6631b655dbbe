package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.User;
import dev.saoma.servlet.internal.page.ClasspathResource;
import dev.saoma.testing.Axe;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.WatchedBrowser;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One person who uses the console of a {@link Site} in a real browser. Closing it fails when a page has broken its security
 * policy, had a script error or opened a dialog of the browser.
 */
final class ConsoleVisit implements AutoCloseable {
    private static final String WATCH = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
              window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`));""";

    private final Site site;
    private final WatchedBrowser browser;
    private final Page page;

    ConsoleVisit(Site site, Chromium chromium) {
        this(site, chromium, new NewContextOptions().setLocale("en"));
    }

    ConsoleVisit(Site site, Chromium chromium, NewContextOptions options) {
        this.site = site;
        this.browser = new WatchedBrowser(chromium.browser(), options);
        browser.context().addInitScript(WATCH);
        this.page = browser.context().newPage();
    }

    Page page() {
        return page;
    }

    /** Lets the page import the console's own modules one by one, which the server joins into one. */
    ConsoleVisit withModules() {
        browser.context().route("**/console/**/*.js", route -> {
            String name = URI.create(route.request().url()).getPath().substring("/console/".length());
            if (name.startsWith("vendor/") || name.equals("console.js")) {
                route.resume();
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(ClasspathResource.text("/dev/saoma/server/console/" + name)));
            }
        });
        return this;
    }

    /** Makes a user of the emulator a user of the site, without a browser. Returns the identifier. */
    static String user(Site site, String person, String nickname) {
        site.wechat().put(User.named(person, nickname));
        Browser scanned = site.browser();
        assertThat(scanned.login(site.code(person)).status()).isEqualTo(201);
        return scanned.session().json().path("user").path("userId").asString();
    }

    /** Signs in with the administrator's key, and shows a page. */
    void signInWithKey(String place) {
        open("/");
        page.locator("#key").fill(Site.ADMIN_KEY);
        page.keyboard().press("Enter");
        assertThat(heading("Home")).isVisible();
        settle();
        if (!place.equals("/")) {
            open(place);
        }
    }

    static void grant(Site site, String userId, String role) {
        assertThat(site.admin()
                        .put("/api/admin/roles/" + userId, "{\"role\":\"" + role + "\"}")
                        .status())
                .isEqualTo(204);
    }

    /** Signs a new administrator in by the API, which is faster than a scan, and shows a page. Returns the identifier. */
    String signIn(String person, String role, String place) {
        site.wechat().put(User.named(person, person));
        Browser scanned = site.browser();
        scanned.login(site.code(person));
        String userId = scanned.session().json().path("user").path("userId").asString();
        grant(site, userId, role);
        assertThat(scanned.post("/api/admin/session", "{}").status()).isEqualTo(201);
        List<Cookie> cookies = new ArrayList<>();
        URI url = site.server().publicUrl();
        scanned.cookies()
                .forEach((name, value) -> cookies.add(
                        new Cookie(name, value).setDomain(url.getHost()).setPath("/")));
        browser.context().addCookies(cookies);
        open(place);
        return userId;
    }

    /** Shows a page of the console, also when it is shown already. */
    void open(String place) {
        page.navigate(site.consoleUrl() + "/console#" + place);
        page.reload();
        settle();
    }

    /** Waits until the page has read its data. */
    void settle() {
        assertThat(page.locator("main[aria-busy=false] h1")).isVisible();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(name).setLevel(1).setExact(true));
    }

    /** Scans the QR code that the page shows, and allows. */
    void scan(String person) {
        scanOn(page, person);
    }

    /** Scans the QR code that the login component of another page shows, and allows. */
    void scanOn(Page login, String person) {
        assertThat(login.locator("wechat-login")).hasAttribute("state", "waiting");
        scanIn(login.locator("wechat-login iframe"), person);
    }

    /** Scans the QR code of WeChat's page in this frame, and allows. */
    void scanIn(Locator frame, String person) {
        String address = frame.getAttribute("src");
        String state = Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .filter(pair -> pair.startsWith("state="))
                .findFirst()
                .orElseThrow()
                .substring("state=".length());
        page.waitForCondition(() -> site.wechat().qrCodes().stream().anyMatch(code -> isOf(code, state)));
        String uuid = site.wechat().qrCodes().stream()
                .filter(code -> isOf(code, state))
                .findFirst()
                .orElseThrow()
                .uuid();
        site.wechat().scan(uuid, person);
        site.wechat().allow(uuid, person);
    }

    private static boolean isOf(QrCode code, String state) {
        return code.state().equals(state);
    }

    /** Checks what no page may have: findings of axe, a scroll bar below, a violation of its policy. */
    void check(String where) {
        assertThat(Axe.violations(page)).as(where).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("%s is too wide", where)
                .isEqualTo(0);
        assertThat((List<?>) page.evaluate("window.violations")).as(where).isEmpty();
    }

    @Override
    public void close() {
        List<?> violations = (List<?>) page.evaluate("window.violations");
        browser.close();
        assertThat(violations).isEmpty();
    }
}
