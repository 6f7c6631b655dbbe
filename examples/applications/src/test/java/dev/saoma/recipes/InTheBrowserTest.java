package dev.saoma.recipes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the applications in a browser: the user scans, and the page shows the application's own user. */
@ExtendWith(SharedChromium.class)
class InTheBrowserTest {
    private static final String BOOT = "Spring Boot 4.1.2";

    static Stream<Arguments> sameOrigin() {
        return Stream.of(
                        new JwtTest(),
                        new SaTokenTest(),
                        new TenantsTest(),
                        new KotlinTest(),
                        new TomcatTest(),
                        new JavalinTest(),
                        new QuarkusTest())
                .map(recipe -> Arguments.argumentSet(recipe.name, recipe));
    }

    @ParameterizedTest
    @MethodSource("sameOrigin")
    void logsInOnTheSameOrigin(RecipeTest recipe, @TempDir Path folder, WatchedBrowser browser) throws Exception {
        try (var running = recipe.start(recipe.newestVersion(), folder)) {
            usesPage(running, browser, running.address());
        }
    }

    /** The session is Saoma's, so the browser goes on to the page of return-to. */
    @Test
    void returnsToAPage(@TempDir Path folder, WatchedBrowser browser) throws Exception {
        try (var running = new SessionTest().start(BOOT, folder)) {
            Page page = browser.open(running.address());
            scan(running.wechat(), page, "wechat-login", "alice");
            page.waitForURL("**/me");
            assertThat(page.locator("body")).containsText("\"Alice\"");
        }
    }

    /** The page and the application at one address, whose proxy removes the prefix, as Vite's and nginx's. */
    @Test
    void logsInBehindAStrippedPrefix(@TempDir Path folder, @TempDir Path servers, WatchedBrowser browser)
            throws Exception {
        int port = RecipeTest.freePort();
        try (var ruoyi = new RuoyiServers(servers);
                var site = new FrontEnd();
                var running = ruoyi.test.start(
                        BOOT, folder, port, Map.of("SAOMA_PUBLIC_URL", "http://localhost:" + site.port()))) {
            site.serve(folder.resolve("ui/index.html"), page -> page);
            site.forward("/dev-api", port);
            usesPage(running, browser, "http://localhost:" + site.port());
        }
    }

    /** The page on another site than the application. */
    @Test
    void logsInFromAnotherSite(@TempDir Path folder, @TempDir Path servers, WatchedBrowser browser) throws Exception {
        int port = RecipeTest.freePort();
        try (var ruoyi = new RuoyiServers(servers);
                var site = new FrontEnd();
                var running = ruoyi.test.start(
                        BOOT,
                        folder,
                        port,
                        Map.of(
                                "SAOMA_PUBLIC_PATH", "/",
                                "SAOMA_PUBLIC_URL", "http://localhost:" + port,
                                "SAOMA_ALLOWED_ORIGINS", "http://127.0.0.1:" + site.port()))) {
            site.serve(
                    folder.resolve("ui/index.html"),
                    page -> page.replace("/dev-api", running.address())
                            .replace("<wechat-login ", "<wechat-login binding=\"header\" "));
            usesPage(running, browser, "http://127.0.0.1:" + site.port());
        }
    }

    private static void usesPage(RecipeTest.Running running, WatchedBrowser browser, String address) {
        Page page = browser.open(address);
        scan(running.wechat(), page, "#wechat", "alice");
        assertThat(page.locator("#hello")).hasText("Hello, Alice");

        page.locator("#logout").click();
        assertThat(page.locator("#hello")).hasText("");
        page.locator("[name=username]").fill("wang");
        page.locator("[name=password]").fill("secret");
        page.locator("#login button").click();
        assertThat(page.locator("#hello")).hasText("Hello, Wang Wei");
        page.getByText("Bind WeChat").first().click();
        scan(running.wechat(), page, "#binding", "wang");
        assertThat(page.locator("#binding")).hasAttribute("state", "success");

        Page another = browser.open(address);
        another.locator("#logout").click();
        scan(running.wechat(), another, "#wechat", "wang");
        assertThat(another.locator("#hello")).hasText("Hello, Wang Wei");
    }

    private static final class RuoyiServers implements AutoCloseable {
        private final RuoyiTest test = new RuoyiTest();

        RuoyiServers(Path folder) throws Exception {
            test.startServers(folder);
        }

        @Override
        public void close() throws Exception {
            test.stopServers();
        }
    }

    private static void scan(WeChat wechat, Page page, String element, String user) {
        String picture = page.locator(element)
                .frameLocator("iframe")
                .locator("img[src*='/connect/qrcode/']")
                .first()
                .getAttribute("src");
        wechat.allow(picture.substring(picture.lastIndexOf('/') + 1), user);
    }
}
