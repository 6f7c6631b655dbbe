package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.world.User;
import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ConsolePort;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console on a port of its own, to which a scan at the public address is handed over. */
@Timeout(180)
class ConsolePortTest {
    private static final String SESSION = "/api/admin/session";
    private static final String SCAN = SESSION + "/scan";
    private static final String USERS = "/api/admin/users";

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path folder;

    private Site open() {
        return Site.withConsolePort(folder, clock);
    }

    private static Browser console(Site site) {
        return new Browser(site.consoleUrl());
    }

    /** Returns a browser at the public address in which a person has just scanned, and who has a role. */
    private static Browser scanned(Site site, String person, String role) {
        site.wechat().put(User.named(person, person));
        Browser browser = site.browser();
        assertThat(browser.login(site.code(person)).status()).isEqualTo(201);
        if (!role.isEmpty()) {
            ConsoleVisit.grant(site, user(browser), role);
        }
        return browser;
    }

    private static String user(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    /** Begins at the console, and returns the path of the public page to which it leads. */
    private static String ask(Site site, Browser console) {
        Reply asked = console.post(SCAN, "");
        assertThat(asked.status()).isEqualTo(201);
        String address = asked.text("address");
        assertThat(address).startsWith(site.server().publicUrl() + "/login/console?challenge=");
        return address.substring(site.server().publicUrl().toString().length());
    }

    /** Follows that page back to the console, and returns the code. */
    private static String code(Site site, Browser scanned, String page) {
        Reply back = scanned.get(page);
        assertThat(back.status()).isEqualTo(302);
        String place = site.consoleUrl() + "/console#scan=";
        assertThat(back.header("Location")).startsWith(place);
        return back.header("Location").substring(place.length());
    }

    private static Reply use(Browser console, String code) {
        return console.post(SESSION, "{\"scan\":\"" + code + "\"}");
    }

    @Test
    void hasItsRoutesThereAndNoOthers() {
        try (Site site = open()) {
            Browser console = console(site);
            Browser key = console(site);
            key.with("Authorization: Bearer " + Site.ADMIN_KEY);

            for (String there : List.of("/console", "/console/console.js", "/console/sample", "/assets/saoma.css")) {
                assertThat(console.get(there).status()).as(there).isEqualTo(200);
            }
            assertThat(console.get("/errors/forbidden").status()).isEqualTo(200);
            assertThat(console.get("/").header("Location")).isEqualTo("/console");
            assertThat(console.get(USERS).code()).isEqualTo("session_required");
            assertThat(key.get(USERS).status()).isEqualTo(200);
            for (String elsewhere : List.of(
                    "/login",
                    "/login/console",
                    "/account",
                    "/api/login",
                    "/api/login/MyWeChatLogin/callback?code=a&state=b",
                    "/api/session",
                    "/api/openapi.json")) {
                assertThat(console.get(elsewhere).code()).as(elsewhere).isEqualTo("not_found");
            }
            assertThat(console.attempt().code()).isEqualTo("not_found");
        }
    }

    @Test
    void leavesThePublicAddressTheKeyAlone() {
        try (Site site = open()) {
            Browser browser = site.browser();

            for (String gone : List.of("/console", "/console/", "/console/console.js", "/console/sample", SESSION)) {
                assertThat(browser.get(gone).status()).as(gone).isEqualTo(404);
                assertThat(site.admin().get(gone).status()).as(gone).isEqualTo(404);
            }
            assertThat(browser.post(SESSION, "{\"key\":\"" + Site.ADMIN_KEY + "\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(browser.post(SCAN, "").status()).isEqualTo(404);
            assertThat(browser.get("/login").status()).isEqualTo(200);
            assertThat(browser.get(USERS).code()).isEqualTo("session_required");
            assertThat(site.admin().get(USERS).status()).isEqualTo(200);
            ConsoleVisit.grant(site, user(scanned(site, "ann", "")), "viewer");
        }
    }

    @Test
    void leavesThePublicAddressNothingWithoutAKey() {
        try (Site site = Site.withConsolePort(Site.withoutAdminKey(folder))) {
            assertThat(site.browser().get(USERS).code()).isEqualTo("not_found");
            assertThat(site.browser().delete(USERS + "/x").code()).isEqualTo("not_found");
            assertThat(site.browser().put(USERS, "{}").code())
                    .as("no route of another method either")
                    .isEqualTo("not_found");
            assertThat(console(site).get(USERS).code()).isEqualTo("session_required");
        }
    }

    @Test
    void opensWithAScanAtThePublicAddress() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);

            Reply opened = use(console, code(site, own, ask(site, console)));

            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.text("role")).isEqualTo("owner");
            assertThat(console.get(SESSION).text("userId")).isEqualTo(user(own));
            String port = "-" + site.consoleUrl().getPort();
            assertThat(console.cookies()).containsOnlyKeys("saoma-console" + port);
            assertThat(opened.all("Set-Cookie"))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Strict"));
            assertThat(console.delete(SESSION).status()).isEqualTo(204);
            assertThat(console.get(SESSION).code()).isEqualTo("session_required");
        }
    }

    @Test
    void takesACodeOnceAndForAMinute() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            String page = ask(site, console);
            var asking = Map.copyOf(console.cookies());
            String code = code(site, own, page);

            assertThat(use(console, code).status()).isEqualTo(201);
            console.cookies().putAll(asking);
            assertThat(use(console, code).code()).isEqualTo("login_code_invalid");
            assertThat(own.get(page).status()).as("a challenge has one code").isEqualTo(400);
            String second = code(site, own, ask(site, console));
            clock.pass(Duration.ofSeconds(60));
            assertThat(use(console, second).code()).isEqualTo("login_code_invalid");
            String third = code(site, own, ask(site, console));
            clock.pass(Duration.ofSeconds(59));
            assertThat(use(console, third).status()).isEqualTo(201);
        }
    }

    /** Neither does a stolen code open anything, nor can a code be forced on somebody else's browser. */
    @Test
    void takesACodeOnlyInTheBrowserThatAskedForIt() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            Browser stranger = console(site);
            String code = code(site, own, ask(site, console));

            assertThat(use(stranger, code).code()).isEqualTo("login_code_invalid");
            ask(site, stranger);
            assertThat(use(stranger, code).code()).isEqualTo("login_code_invalid");
            assertThat(use(console, code).status()).as("the browser that asked").isEqualTo(201);
        }
    }

    @Test
    void takesNoCodeThatWasChanged() {
        try (Site site = open()) {
            Browser ann = scanned(site, "ann", "");
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            String code = code(site, ann, ask(site, console));
            String[] parts = code.split("\\.");

            assertThat(use(console, code.replace(user(ann), user(own))).code()).isEqualTo("login_code_invalid");
            long later = Long.parseLong(parts[1]) + 1;
            assertThat(use(console, parts[0] + "." + later + "." + parts[2]).code())
                    .isEqualTo("login_code_invalid");
            for (String odd : List.of("", "x", parts[0], "0".repeat(64) + ".0." + user(own), code + "'")) {
                assertThat(use(console, odd).status()).as(odd).isBetween(400, 401);
            }
        }
    }

    @Test
    void saysWhoHasNoRole() {
        try (Site site = open()) {
            Browser ann = scanned(site, "ann", "");
            Browser console = console(site);
            Reply refused = use(console, code(site, ann, ask(site, console)));

            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.text("userId")).isEqualTo(user(ann));
            assertThat(console.get(SESSION).code()).isEqualTo("session_required");
        }
    }

    @Test
    void needsAScanOfTheLastMinutes() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            String page = ask(site, console);
            clock.pass(Duration.ofMinutes(4));

            Reply old = own.get(page);
            assertThat(old.header("Location"))
                    .isEqualTo("/login?reauth&returnTo="
                            + page.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D"));
            assertThat(site.browser().get(page).header("Location"))
                    .as("nobody is signed in")
                    .isEqualTo(old.header("Location"));
            assertThat(own.login(site.code("own")).status()).isEqualTo(201);
            assertThat(use(console, code(site, own, page)).status()).isEqualTo(201);

            clock.pass(Duration.ofMinutes(5));
            assertThat(console.put("/api/admin/roles/" + user(own), "{\"role\":\"owner\"}")
                            .code())
                    .isEqualTo("reauth_required");
            own.login(site.code("own"));
            assertThat(use(console, code(site, own, ask(site, console))).status())
                    .isEqualTo(201);
            assertThat(console.put("/api/admin/roles/" + user(own), "{\"role\":\"owner\"}")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void staysThatOfOneUser() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser ann = scanned(site, "ann", "viewer");
            Browser console = console(site);
            use(console, code(site, own, ask(site, console)));

            assertThat(use(console, code(site, ann, ask(site, console))).code()).isEqualTo("forbidden");
            assertThat(console.get(SESSION).text("userId")).isEqualTo(user(own));
        }
    }

    @Test
    void isNotBegunWithoutTheConsole() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            String page = ask(site, console);

            assertThat(own.get("/login/console?challenge=" + "0".repeat(64)).status())
                    .as("nobody asked")
                    .isEqualTo(400);
            assertThat(own.get("/login/console").status()).isEqualTo(400);
            for (String how : List.of("Sec-Fetch-Dest: iframe", "Sec-Fetch-Mode: no-cors", "Sec-Purpose: prefetch")) {
                assertThat(own.get(page, how).status()).as(how).isEqualTo(403);
            }
            assertThat(own.send("HEAD", page, "").status()).isEqualTo(403);
            clock.pass(Duration.ofMinutes(20));
            own.login(site.code("own"));
            assertThat(own.get(page).status()).as("waited too long").isEqualTo(400);
        }
    }

    /** Cookies are not separated by port, and both pages are of one site. */
    @Test
    void trustsItsOwnOriginAlone() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            use(console, code(site, own, ask(site, console)));
            String here = "Origin: " + site.consoleUrl();
            String there = "Origin: " + site.server().publicUrl();

            assertThat(console.get(USERS, here).status()).isEqualTo(200);
            assertThat(console.post(SCAN, "", here).status()).isEqualTo(201);
            for (String other :
                    List.of(there, "Origin: null", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: cross-site")) {
                assertThat(console.get(USERS, other).code()).as(other).isEqualTo("forbidden");
                assertThat(console.delete(SESSION, other).code()).as(other).isEqualTo("forbidden");
                assertThat(console.post(SCAN, "", other).code()).as(other).isEqualTo("forbidden");
                assertThat(console.post(SESSION, "{\"key\":\"" + Site.ADMIN_KEY + "\"}", other)
                                .code())
                        .as(other)
                        .isEqualTo("forbidden");
            }
            assertThat(console.post(
                                    SCAN,
                                    "",
                                    "Origin: http://127.0.0.1:"
                                            + site.consoleUrl().getPort())
                            .text("detail"))
                    .as("the address to open instead")
                    .contains(site.consoleUrl().toString());
            Reply preflight = console.send("OPTIONS", USERS, "", there, "Access-Control-Request-Method: GET");
            assertThat(preflight.head()).doesNotContainIgnoringCase("access-control");
            assertThat(console.get(
                                    USERS,
                                    "Host: console.example:" + site.consoleUrl().getPort())
                            .status())
                    .as("a name that was pointed here")
                    .isEqualTo(421);
        }
    }

    @Test
    void sharesNoCookieWithThePublicAddress() {
        try (Site site = open()) {
            Browser own = scanned(site, "own", "owner");
            Browser console = console(site);
            use(console, code(site, own, ask(site, console)));

            assertThat(own.cookies().keySet())
                    .doesNotContainAnyElementsOf(console.cookies().keySet());
            Browser publicThere = site.same(own, site.consoleUrl());
            assertThat(publicThere.post(SESSION, "{}").code()).isEqualTo("session_required");
            assertThat(publicThere.get(USERS).code()).isEqualTo("session_required");
            Browser renamed = console(site);
            renamed.cookies()
                    .put(
                            "saoma-session-" + site.consoleUrl().getPort(),
                            own.cookies()
                                    .get("saoma-session-"
                                            + site.server().publicUrl().getPort()));
            assertThat(renamed.post(SESSION, "{}").code())
                    .as("also under the name that it would have there")
                    .isEqualTo("session_required");
            Browser consoleHere = site.same(console, site.server().publicUrl());
            assertThat(consoleHere.get(USERS).code()).isEqualTo("session_required");
            assertThat(consoleHere.session().code()).isEqualTo("session_required");
        }
    }

    @Test
    void takesTheKeyWithoutWeChat() {
        try (Site site = open()) {
            Browser console = console(site);

            assertThat(console.post(SESSION, "{\"key\":\"wrong\"}").code()).isEqualTo("session_required");
            assertThat(console.post(SESSION, "{\"key\":\"" + Site.ADMIN_KEY + "\"}")
                            .text("openedBy"))
                    .isEqualTo("key");
            assertThat(console.get(USERS).status()).isEqualTo(200);
        }
    }

    @Test
    void framesThePublicCallbackPageAndNothingElseOfIt() {
        try (Site site = open()) {
            String here = site.consoleUrl().toString();
            String there = site.server().publicUrl().toString();
            String policy = "Content-Security-Policy";

            assertThat(console(site).get("/console").header(policy))
                    .contains("frame-src 'self' " + site.wechat().baseUrl() + " " + there + ";")
                    .contains("frame-ancestors 'none'");
            Reply callback = site.browser().get("/api/login/MyWeChatLogin/callback");
            assertThat(callback.header(policy)).endsWith("frame-ancestors 'self' " + here);
            assertThat(callback.body()).contains(here.replace("\"", "&quot;"));
            assertThat(site.browser().get("/login").header(policy)).doesNotContain(here);
            assertThat(site.browser().get("/api/session", "Origin: " + here).head())
                    .doesNotContainIgnoringCase("access-control-allow");
        }
    }

    /** The proxy sends the name that it connects to as the host. */
    @Test
    void worksBehindAProxyWithTls() {
        int port = Site.freePort();
        URI url = URI.create("https://console.localhost:9443");
        try (Site site = Site.withConsolePort(
                Site.open(folder, "open", clock), new ConsolePort("127.0.0.1", port, Optional.of(url)))) {
            Browser own = scanned(site, "own", "owner");
            var console = new Browser(URI.create("http://127.0.0.1:" + port));
            console.with("Origin: " + url);

            Reply opened = use(console, code(site, own, ask(site, console)));

            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.all("Set-Cookie"))
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-saoma-")
                            .contains("-9443=")
                            .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"));
            assertThat(console.get(USERS).status()).isEqualTo(200);
            assertThat(Serve.greeting(site.server())).contains("console  " + url + "/console");
        }
    }

    @Test
    void isTheAddressOfTheSetupLink() {
        try (Site site = Site.withConsolePort(Site.withoutMethods(folder))) {
            URI link = site.server().setupLink().orElseThrow();
            assertThat(link.toString()).startsWith(site.consoleUrl() + "/console#setup=");
            Browser console = console(site);
            assertThat(console.post(
                                    SESSION,
                                    "{\"setup\":\"" + link.getFragment().substring("setup=".length()) + "\"}")
                            .text("openedBy"))
                    .isEqualTo("setup");
            assertThat(Serve.greeting(site.server())).contains("console  " + site.consoleUrl() + "/console");
        }
    }

    @Test
    void handsOverBetweenTwoNodes() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site one = Site.withConsolePort(folder.resolve("one"), database.store());
                Site two = Site.withConsolePort(folder.resolve("two"), database.store())) {
            Browser own = scanned(two, "own", "owner");
            Browser console = console(one);
            String asked = console.post(SCAN, "").text("address");
            String page = asked.substring(one.server().publicUrl().toString().length());

            String code = code(two, own, page);
            var before = Map.copyOf(console.cookies());
            assertThat(use(console, code).text("role")).isEqualTo("owner");
            Browser second = console(two);
            // The names of cookies hold the port, which is equal behind one address.
            before.forEach((name, value) -> second.cookies()
                    .put(name.replaceFirst("\\d+$", "" + two.consoleUrl().getPort()), value));
            assertThat(use(second, code).code()).as("once on all nodes").isEqualTo("login_code_invalid");
        }
    }

    @Test
    void saysWhichSettingIsAtFaultWhenThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path file = folder.resolve("saoma.properties");
            Files.writeString(
                    file, """
                    saoma.mode=development
                    saoma.port=0
                    saoma.wechat.api-url=http://localhost:9
                    saoma.wechat.page-url=http://localhost:9
                    saoma.data=%s
                    saoma.console=%d
                    """.formatted(folder.resolve("data").toString().replace('\\', '/'), taken.getLocalPort()));
            ServerSettings settings = ServerSettings.read(Configuration.of(Map.of(), Map.of(), Optional.of(file)));

            assertThatThrownBy(() -> SaomaServer.start(settings, Clock.systemUTC()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll(
                            file.toString(),
                            "saoma.console",
                            taken.getLocalPort() + " cannot be listened on at 127.0.0.1");
        }
    }
}
