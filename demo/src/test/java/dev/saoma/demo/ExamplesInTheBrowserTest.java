package dev.saoma.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.NpmProject;
import dev.saoma.testing.SharedChromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package as {@code npm pack} builds it, in the examples, as their README says, on their own origin. */
@Tag("full")
@ExtendWith(SharedChromium.class)
@Timeout(300)
class ExamplesInTheBrowserTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path COPY = Path.of("target", "npm").toAbsolutePath();
    private static final NpmProject EXAMPLES = new NpmProject(COPY.resolve("examples"));
    private static final String USES = """
            import { LoginError, callApi, isCallback, localeOf, textOf, webAddress } from '@saoma/wechat-login';
            import { WeChatLogin } from '@saoma/wechat-login/component';

            export const words: string = textOf(localeOf('zh'), 'title') + webAddress('https://example.com');
            export const others = [LoginError, callApi, isCallback];
            const login = WeChatLogin({
              authType: 'WeChatType',
              config: { componentType: 'WeChatLogin', appId: 'wx', redirectUri: 'https://example.com/callback' },
              onSuccess: ({ user }) => user.userId.length,
            });
            login.addEventListener('wechat-error', ({ detail }) => detail.code.length);
            document.querySelector('wechat-login')?.refresh();
            // @ts-expect-error not a mode
            login.mode = 'nowhere';
            """;
    private static final String IMPORTS = """
            import { readFileSync } from 'node:fs';
            const root = 'node_modules/@saoma/wechat-login/';
            const { exports, types } = JSON.parse(readFileSync(root + 'package.json'));
            const files = Object.values(exports).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each)));
            for (const file of [...files, types, 'README.md']) readFileSync(root + file);
            for (const name of Object.keys(exports).filter((each) => !each.endsWith('.json'))) {
              const module = await import('@saoma/wechat-login' + name.slice(1));
              console.log(name, Object.keys(module).join(' '));
            }
            """;

    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static HttpServer site;
    private static RunningDemo demo;

    @BeforeAll
    static void build(Chromium given) throws Exception {
        chromium = given;
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        demo = RunningDemo.start(0, 0, data, Optional.empty(), List.of(origin()));
        site.createContext("/", ExamplesInTheBrowserTest::serve);
        site.start();
        NpmProject.copy(REPOSITORY.resolve("web"), COPY.resolve("web"));
        NpmProject.copy(REPOSITORY.resolve("examples"), EXAMPLES.folder());
        EXAMPLES.npm(Map.of(), "run", "setup");
        EXAMPLES.npm(Map.of("VITE_SAOMA", demo.serverUrl().toString()), "run", "build");
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

    @ParameterizedTest
    @ValueSource(strings = {"react", "vue"})
    void tellsThePageWhoCame(String framework) {
        var attempts = new CopyOnWriteArrayList<String>();
        var complaints = new CopyOnWriteArrayList<String>();
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.onRequest(request -> {
                if (request.method().equals("POST") && request.url().endsWith("/attempts")) {
                    attempts.add(request.url());
                }
            });
            page.navigate(origin() + "/" + framework + "/index.html");
            assertThat(page.frameLocator("wechat-login iframe").locator("img.qrcode"))
                    .isVisible();

            Page phone = context.newPage();
            phone.navigate(demo.emulatorUrl() + "/_emulator/phone");
            phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow"))
                    .click();

            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Hello, Alice");
        }
        // React's strict mode mounts components twice.
        assertThat(attempts).hasSize(1);
        assertThat(complaints).isEmpty();
    }

    @Test
    void declaresTypesThatTheCompilerHolds() throws Exception {
        Path uses = EXAMPLES.folder().resolve("react/uses.ts");
        Files.writeString(uses, USES);
        try {
            EXAMPLES.npm(Map.of(), "run", "check");
        } finally {
            Files.delete(uses);
        }
    }

    @Test
    void importsByNameAlsoWhereThereIsNoBrowser() throws Exception {
        Files.writeString(EXAMPLES.folder().resolve("imports.js"), IMPORTS);

        String said = EXAMPLES.npm(Map.of(), "exec", "--", "node", "imports.js");

        assertThat(said).containsPattern("\\. .*WeChatLoginElement").containsPattern("\\./component .*WeChatLogin");
    }

    /** Requires that the served file equals its build. If not: {@code npm run build} in web/, and commit the result. */
    @Test
    void servesTheFileThatIsMadeOfTheSources() throws Exception {
        var web = new NpmProject(COPY.resolve("web"));
        web.npm(Map.of(), "ci");

        assertThat(web.npm(Map.of(), "run", "check")).contains("node build.js --check");
    }

    @Test
    void isBundledOnce() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.folder().resolve("dist/assets"))) {
            assertThat(files.filter(ExamplesInTheBrowserTest::holdsTheElement)).hasSize(1);
        }
    }

    private static boolean holdsTheElement(Path file) {
        try {
            return Files.readString(file).contains("attachInternals");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String origin() {
        return "http://localhost:" + site.getAddress().getPort();
    }

    /** Serves a file with the strictest policy that the component allows. */
    private static void serve(HttpExchange exchange) throws IOException {
        Path file = EXAMPLES.folder().resolve("dist" + exchange.getRequestURI().getPath());
        boolean found = Files.isRegularFile(file);
        byte[] body = found ? Files.readAllBytes(file) : new byte[0];
        exchange.getResponseHeaders()
                .set("Content-Type", file.toString().endsWith("html") ? "text/html" : "text/javascript");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src "
                                + demo.serverUrl() + "; frame-src " + demo.serverUrl() + " " + demo.emulatorUrl()
                                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
