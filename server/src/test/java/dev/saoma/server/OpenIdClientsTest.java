package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Program;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified client libraries of other languages, as docs/openid-clients.md uses them, with their users in Chromium. */
@Tag("full")
@ExtendWith(SharedChromium.class)
@Timeout(300)
class OpenIdClientsTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String PACKAGES = "/usr/lib/python3/dist-packages/";

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder.resolve("site")));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void logsInWithOpenidClient(@TempDir Path logs, Chromium chromium) throws Exception {
        Path node = ClientRecipe.packages("openid-client");
        ClientRecipe shop = ClientRecipe.of(site, "Shop");
        shop.register();
        Files.writeString(
                node.resolve("shop.js"),
                shop.block("shop.js")
                        .replace(
                                "openid.ClientSecretBasic(secret))",
                                "openid.ClientSecretBasic(secret), { execute: [openid.allowInsecureRequests] })"));
        var environment = Map.of("SHOP_SECRET", RelyingParty.SECRET, "PORT", String.valueOf(shop.port()));
        try (var program = new Program(node, logs.resolve("log"), environment, "node", "shop.js");
                var visit = new ConsoleVisit(site, chromium)) {
            shop.await(program);
            tryServerSide(shop, visit);
            Page page = visit.page();
            shop.logIn(visit, "/login");
            shop.logOutAtProvider(page);
            Eventually.holds("the client is told of the logout", () -> {
                page.navigate(shop.address() + "/");
                return page.content().contains("nobody");
            });
        }
    }

    @Test
    void logsInWithAuthJs(@TempDir Path logs, Chromium chromium) throws Exception {
        Path node = ClientRecipe.packages("auth-js");
        ClientRecipe shop = ClientRecipe.of(site, "Site");
        shop.register();
        Files.writeString(node.resolve("auth.config.js"), shop.block("auth.config.js"));
        var environment = Map.of(
                "SITE_SECRET", RelyingParty.SECRET,
                "AUTH_SECRET", RelyingParty.SECRET,
                "ADDRESS", shop.address());
        try (var program = new Program(node, logs.resolve("log"), environment, "node", "auth-js.js");
                var visit = new ConsoleVisit(site, chromium)) {
            shop.await(program);
            Page page = visit.page();
            page.navigate(shop.address() + "/api/auth/signin");
            page.locator("button").click();
            page.waitForURL(site.server().publicUrl() + "/login**");
            visit.scan("alice");
            page.waitForURL(url -> url.startsWith(shop.address() + "/"));

            String session = page.navigate(shop.address() + "/api/auth/session").text();
            assertThat(session).contains("\"name\":\"Alice\"").doesNotContain("@");
        }
    }

    @Test
    void logsInWithAuthlib(@TempDir Path logs, Chromium chromium) throws Exception {
        ClientRecipe.require(PACKAGES + "authlib", "python3-authlib");
        ClientRecipe.require(PACKAGES + "flask", "python3-flask");
        ClientRecipe.require(PACKAGES + "requests", "python3-requests");
        ClientRecipe desk = ClientRecipe.of(site, "Desk");
        desk.register();
        Files.writeString(logs.resolve("desk.py"), desk.block("desk.py"));
        var environment = Map.of(
                "DESK_SECRET",
                RelyingParty.SECRET,
                "FLASK_SECRET_KEY",
                RelyingParty.SECRET,
                "AUTHLIB_INSECURE_TRANSPORT",
                "1",
                "FLASK_APP",
                "desk",
                "FLASK_RUN_PORT",
                String.valueOf(desk.port()));
        try (var program = new Program(logs, logs.resolve("log"), environment, PYTHON, "-m", "flask", "run");
                var visit = new ConsoleVisit(site, chromium)) {
            desk.await(program);
            tryServerSide(desk, visit);
            desk.logIn(visit, "/login");
            desk.logOutAtProvider(visit.page());

            Response refused = visit.page().navigate(desk.address() + "/refresh");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("invalid_grant");
            visit.page().navigate(desk.address() + "/");
            assertThat(visit.page().locator("body")).containsText("nobody");
        }
    }

    /** Logs in, refreshes, and logs out at an application that has a page for each. */
    private static void tryServerSide(ClientRecipe client, ConsoleVisit visit) {
        Page page = visit.page();
        page.navigate(client.address() + "/");
        assertThat(page.locator("body")).containsText("nobody");
        client.logIn(visit, "/login");
        assertThat(page.locator("body")).containsText("Alice");
        for (int i = 0; i < 2; i++) {
            Response refreshed = page.navigate(client.address() + "/refresh");
            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(refreshed.text()).contains("Alice");
        }
        page.navigate(client.address() + "/logout");
        page.waitForURL(client.address() + "/");
        assertThat(page.locator("body")).containsText("nobody");
        assertThat(client.isLoggedIn(page)).isFalse();
    }
}
