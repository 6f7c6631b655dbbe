package dev.saoma.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** examples/spa unmodified, on another site than the server: to a browser, 127.0.0.1 and localhost are different sites. */
@ExtendWith(SharedChromium.class)
@Timeout(120)
class OtherSiteInTheBrowserTest {
    private static final Path FILES = Path.of("").toAbsolutePath().getParent().resolve("examples/spa");

    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static HttpServer site;
    private static RunningDemo demo;

    @BeforeAll
    static void open(Chromium given) throws Exception {
        chromium = given;
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        demo = RunningDemo.start(0, 0, data, Optional.empty(), List.of(origin()));
        site.createContext("/", OtherSiteInTheBrowserTest::serve);
        site.start();
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
        if (site != null) {
            site.stop(0);
        }
    }

    @Test
    void logsInAndOutWithoutACookie() {
        var complaints = new CopyOnWriteArrayList<String>();
        var tokens = new CopyOnWriteArrayList<String>();
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.onRequest(request ->
                    Optional.ofNullable(request.headers().get("authorization")).ifPresent(tokens::add));
            page.navigate(origin() + "/index.html");
            assertThat(qrCode(page)).isVisible();

            scan(context);

            assertThat(page.locator("main > [role=status]")).hasText("Hello, Alice 你好");
            assertThat(qrCode(page)).isHidden();
            assertThat(context.cookies(demo.serverUrl().toString())).isEmpty();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                    .click();
            assertThat(qrCode(page)).isVisible();
            assertThat(status(page, tokens.get(0)))
                    .as("the token of the ended session")
                    .isEqualTo(401);
        }
        assertThat(complaints).filteredOn(each -> !each.contains("401")).isEmpty();
    }

    @Test
    void staysShort() throws IOException {
        assertThat(Files.readAllLines(FILES.resolve("app.js"))).hasSizeLessThan(150);
    }

    private static Locator qrCode(Page page) {
        return page.frameLocator("wechat-login iframe").locator("img.qrcode");
    }

    private static void scan(BrowserContext context) {
        Page phone = context.newPage();
        phone.navigate(demo.emulatorUrl() + "/_emulator/phone");
        phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow"))
                .click();
    }

    private static Object status(Page page, String authorization) {
        return page.evaluate(
                "([address, authorization]) => fetch(address, { headers: { authorization } }).then((answer) => answer.status)",
                List.of(demo.serverUrl() + "/api/session", authorization));
    }

    private static String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        boolean found = List.of("index.html", "app.js").contains(name);
        String text = found ? Files.readString(FILES.resolve(name)) : "";
        byte[] body = text.replace("http://localhost:8080", demo.serverUrl().toString())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", name.endsWith("html") ? "text/html; charset=utf-8" : "text/javascript");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' " + demo.serverUrl()
                                + "; style-src 'self'; img-src data:;"
                                + " connect-src " + demo.serverUrl() + "; frame-src " + demo.serverUrl() + " "
                                + demo.emulatorUrl()
                                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
