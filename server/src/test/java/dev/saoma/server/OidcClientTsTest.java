package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page of another site that logs its users in with oidc-client-ts, as docs/openid-clients.md says, in Chromium. */
@Tag("full")
@ExtendWith(SharedChromium.class)
@Timeout(300)
class OidcClientTsTest {
    /** In place of the bundler of an application. */
    private static final String IMPORTS = """
            {"imports": {"oidc-client-ts": "/node_modules/oidc-client-ts/dist/esm/oidc-client-ts.js",
             "jwt-decode": "/node_modules/jwt-decode/build/esm/index.js"}}""";

    private static final String PAGE = """
            <!doctype html>
            <title>Console</title>
            <link rel="icon" href="data:,">
            <p id="user">…</p>
            <button id="login">Log in</button> <button id="renew">Renew</button> <button id="logout">Log out</button>
            <script type="importmap">%s</script>
            <script type="module" src="/console.js"></script>
            """.formatted(IMPORTS);

    private static final String REFRESH_TOKEN =
            "JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find((key) => key.startsWith('oidc.user:'))))"
                    + ".refresh_token";

    private Path node;
    private Site site;
    private ClientRecipe console;
    private HttpServer pages;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        node = ClientRecipe.packages("oidc-client-ts");
        site = Site.withProvider(Site.open(folder));
        console = ClientRecipe.of(site, "Console");
        console.register();
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()), 0);
        pages.createContext("/", this::serve);
        pages.start();
    }

    @AfterEach
    void close() {
        if (pages != null) {
            pages.stop(0);
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void logsInAndRenewsAndLogsOut(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            var authorizations = new CopyOnWriteArrayList<String>();
            page.onRequest(request -> {
                if (request.url().contains("/oauth2/authorize?")) {
                    authorizations.add(request.url());
                }
            });
            logIn(visit);
            renews(page);
            assertThat(authorizations).hasSize(1);

            page.locator("#logout").click();
            page.waitForURL(console.address() + "/");
            assertThat(page.locator("#user")).hasText("nobody");
            assertThat(console.isLoggedIn(page)).isFalse();
        }
    }

    /** Every renewal brings another refresh token. */
    private static void renews(Page page) {
        Set<Object> tokens = new HashSet<>();
        tokens.add(page.evaluate(REFRESH_TOKEN));
        for (int i = 2; i <= 3; i++) {
            page.waitForResponse(
                    "**/oauth2/userinfo", () -> page.locator("#renew").click());
            page.waitForFunction("before => !before.includes(" + REFRESH_TOKEN + ")", tokens.toArray());
            tokens.add(page.evaluate(REFRESH_TOKEN));
            assertThat(tokens).hasSize(i);
            assertThat(page.locator("#user")).hasText("Alice");
        }
    }

    @Test
    void noticesALogoutAtTheProvider(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            logIn(visit);
            Page page = visit.page();
            console.logOutAtProvider(page);
            assertThat(page.locator("#user")).hasText("Alice");
            page.locator("#renew").click();

            assertThat(page.locator("#user")).hasText("nobody");
        }
    }

    private void logIn(ConsoleVisit visit) {
        Page page = visit.page();
        page.navigate(console.address() + "/");
        assertThat(page.locator("#user")).hasText("nobody");
        page.locator("#login").click();
        page.waitForURL(site.server().publicUrl() + "/login**");
        visit.scan("alice");
        page.waitForURL(console.address() + "/");
        assertThat(page.locator("#user")).hasText("Alice");
    }

    /** Serves a file with a strict policy, without frames: nothing is renewed by hidden ones. */
    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isScript = path.endsWith(".js");
        String text = PAGE;
        if (path.startsWith("/node_modules/")) {
            text = Files.readString(node.resolve(path.substring(1)));
        } else if (isScript) {
            text = console.block("console.js");
        }
        exchange.getResponseHeaders().set("Content-Type", isScript ? "text/javascript" : "text/html;charset=utf-8");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' 'sha256-" + hash(IMPORTS)
                                + "'; img-src data:; connect-src "
                                + site.server().publicUrl() + "; base-uri 'none'; form-action 'none'");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
