package dev.saoma.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unmodified clients, added and started by the commands of docs/openid.md, used in a browser. */
@ExtendWith(SharedChromium.class)
class ClientsInTheBrowserTest {
    private static Saoma saoma;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        saoma = Saoma.start(OpenIdPage.read(), folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (saoma != null) {
            saoma.close();
        }
    }

    @Test
    void logsInToSpringBoot2(@TempDir Path folder, WatchedBrowser browser) throws Exception {
        try (var greeting = Application.start(saoma, folder, "examples/spring-boot-2", "", "", Map.of())) {
            Page page = browser.open(greeting.address());
            logIn(page);
            comesBackWithoutAScan(page, browser);
            logOutOfTheApplication(page);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "--pkce-optional, -Pspring-boot-3"})
    void logsInToSpringBoot(String adding, String starting, @TempDir Path folder, WatchedBrowser browser)
            throws Exception {
        try (var orders = Application.start(
                saoma,
                folder,
                "examples/clients/spring-boot",
                adding,
                starting,
                Map.of("ORDERS_REFRESH_BEFORE", "1h"))) {
            Page page = browser.open(orders.address());
            logIn(page);
            comesBackWithoutAScan(page, browser);
            refreshes(page, orders);
            logOutOfSaoma(page, browser, orders);
            logIn(page);
            logOutOfTheApplication(page);
        }
    }

    @Test
    void logsInToPac4j(@TempDir Path folder, WatchedBrowser browser) throws Exception {
        try (var pages = Application.start(saoma, folder, "examples/clients/pac4j", "", "", Map.of())) {
            Page page = browser.open(pages.address());
            logIn(page);
            comesBackWithoutAScan(page, browser);
            logOutOfSaoma(page, browser, pages);
            logIn(page);
            logOutOfTheApplication(page);
        }
    }

    private static void logIn(Page page) {
        page.locator("#login").click();
        page.waitForURL(saoma.address() + "/login**");
        saoma.scan(page, "alice");
        assertThat(page.locator("#hello")).hasText("Hello, Alice");
    }

    /** The application has lost its session, and Saoma has not. */
    private static void comesBackWithoutAScan(Page page, WatchedBrowser browser) {
        String address = page.url();
        browser.context().clearCookies(new ClearCookiesOptions().setName("JSESSIONID"));
        page.navigate(address.replaceFirst("(//[^/]*/).*", "$1"));
        page.locator("#login").click();
        assertThat(page.locator("#hello")).hasText("Hello, Alice");
    }

    private static void logOutOfTheApplication(Page page) {
        page.locator("#logout").click();
        page.locator("#login").click();
        page.waitForURL(saoma.address() + "/login**");
        assertThat(page.frameLocator("iframe").locator("img[src*='/connect/qrcode/']"))
                .isVisible();
    }

    private static void logOutOfSaoma(Page page, WatchedBrowser browser, Application application) throws Exception {
        Page account = browser.open(saoma.address() + "/account");
        account.locator("#log-out").click();
        assertThat(account.locator("#log-out")).isHidden();
        Eventually.holds("the application is told that the session has ended", () -> {
            page.navigate(application.address());
            return page.locator("#login").isVisible();
        });
    }

    private static void refreshes(Page page, Application orders) {
        page.navigate(orders.address() + "profile");
        String first = page.locator("body").textContent();
        page.navigate(orders.address() + "profile");
        String second = page.locator("body").textContent();

        assertThat(first).contains("\"Alice\"").contains("validUntil");
        assertThat(second).contains("\"Alice\"").isNotEqualTo(first);
        page.navigate(orders.address());
    }
}
