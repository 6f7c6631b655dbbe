package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization requests in Chromium, by an application on another site: to a browser, 127.0.0.1 and localhost are different sites. */
@ExtendWith(SharedChromium.class)
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcInTheBrowserTest {
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer application;
    private Site site;
    private RelyingParty shop;

    /** The page that the application answers at {@code /}. */
    private volatile String page = "";

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", this::answer);
        application.start();
        site = Site.withProvider(Site.open(folder));
        String hash = RelyingParty.sha256Hex(RelyingParty.SECRET);
        shop = RelyingParty.register(
                site, "Shop", origin() + "/cb", "\"clientType\": \"web\", \"secretHash\": [\"sha256:" + hash + "\"]");
    }

    @AfterAll
    void close() {
        site.close();
        application.stop(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + application.getAddress().getPort();
    }

    /** Remembers what arrives at the redirect address, by the query or by a form. */
    private void answer(HttpExchange exchange) throws IOException {
        boolean isRedirect = exchange.getRequestURI().getPath().equals("/cb");
        if (isRedirect) {
            String posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            arrived.add(exchange.getRequestMethod() + " " + (query == null ? posted : query));
        }
        byte[] body = (isRedirect ? "<!doctype html><h1>Welcome</h1>" : page).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String address(Map<String, String> request) {
        return site.server().publicUrl() + "/oauth2/authorize?" + RelyingParty.form(request);
    }

    private Map<String, String> request(String name, String value) {
        Map<String, String> request = shop.parameters();
        request.put(name, value);
        return request;
    }

    private void scan(WatchedBrowser browser) {
        Page phone = browser.context().newPage();
        phone.navigate(site.wechat().baseUrl() + "/_emulator/phone");
        phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow"))
                .click();
    }

    /** Returns a tab of a browser in which a person is logged in, with cookies as the server sets them. */
    private Page signedIn(WatchedBrowser browser) {
        Browser caller = site.browser();
        caller.login(site.code("alice"));
        caller.cookies()
                .forEach((name, value) -> browser.context()
                        .addCookies(List.of(new Cookie(name, value)
                                .setUrl(site.server().publicUrl().toString())
                                .setHttpOnly(true)
                                .setSameSite(SameSiteAttribute.LAX))));
        return browser.context().newPage();
    }

    /** Redeems the code that has arrived. */
    private void redeem(String method) throws Exception {
        Eventually.holds("a response at the redirect address", () -> !arrived.isEmpty());
        assertThat(arrived).hasSize(1).first().asString().startsWith(method);
        Map<String, String> answer = RelyingParty.query("?" + arrived.get(0).substring(method.length()));
        assertThat(answer).containsOnlyKeys("code", "state", "iss").containsEntry("state", "state-1");
        assertThat(shop.redeem(answer.get("code")).status()).isEqualTo(200);
        arrived.clear();
    }

    @Test
    void logsInByAScan(WatchedBrowser browser) throws Exception {
        Page tab = browser.open(address(shop.parameters()));
        assertThat(tab.frameLocator("wechat-login iframe").locator("img.qrcode"))
                .isVisible();
        scan(browser);
        assertThat(tab.locator("h1")).hasText("Welcome");
        redeem("GET ");

        tab.navigate(address(shop.parameters()));

        assertThat(tab.locator("h1")).hasText("Welcome");
        redeem("GET ");
    }

    /** A form of another site comes without cookies; the request that follows has them. */
    @Test
    void takesAPostOfAnotherSite(WatchedBrowser browser) throws Exception {
        Page tab = signedIn(browser);
        String fields = shop.parameters().entrySet().stream()
                .map(field -> "<input type=hidden name='" + field.getKey() + "' value='" + field.getValue() + "'>")
                .collect(Collectors.joining());
        page = "<!doctype html><form method=post action='" + site.server().publicUrl() + "/oauth2/authorize'>" + fields
                + "<button>Log in</button></form>";
        tab.navigate(origin() + "/start");

        tab.getByRole(AriaRole.BUTTON).click();

        assertThat(tab.locator("h1")).hasText("Welcome");
        redeem("GET ");
    }

    /** The browser reports a violation of the page's policy as a complaint, which fails the test. */
    @Test
    void postsTheResponse(WatchedBrowser browser) throws Exception {
        Page tab = signedIn(browser);

        tab.navigate(address(request("response_mode", "form_post")));

        assertThat(tab.locator("h1")).hasText("Welcome");
        assertThat(tab).hasURL(shop.redirectUri());
        redeem("POST ");
    }

    @Test
    void postsTheResponseWithoutScripts(Chromium chromium, WatchedBrowser browser) throws Exception {
        signedIn(browser);
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setStorageState(browser.context().storageState())
                .setLocale("zh-CN");
        try (var quiet = new WatchedBrowser(chromium.browser(), options)) {
            Page tab = quiet.open(address(request("response_mode", "form_post")));
            tab.locator("form button").click();
            assertThat(tab.locator("h1")).hasText("Welcome");
        }
        redeem("POST ");
    }

    /** A frame of another site has no cookies; one of another port of this host has. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void staysBlankInAFrame(String host, WatchedBrowser browser) {
        Page tab = signedIn(browser);
        for (Map<String, String> request : List.of(
                request("prompt", "consent"), request("response_mode", "form_post"), request("prompt", "login"))) {
            page = "<!doctype html><iframe src='" + address(request).replace("&", "&amp;") + "'></iframe>";
            tab.navigate("http://" + host + ":" + application.getAddress().getPort() + "/start");
            tab.waitForLoadState();

            assertThat(tab.frames()).hasSize(2);
            assertThat(tab.frames().get(1).url()).startsWith("chrome-error:");
        }
        assertThat(arrived).isEmpty();
        assertThat(browser.takeComplaints()).allMatch(text -> text.contains("frame-ancestors"));
    }

    @Test
    void asksInTheLanguageOfTheApplication(WatchedBrowser browser) {
        Page tab = browser.open(address(request("ui_locales", "zh-CN")));
        assertThat(tab.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(tab).hasTitle("登录");
        assertThat(tab.locator("wechat-login")).hasAttribute("locale", "zh-CN");

        tab.navigate(address(request("ui_locales", "fr")));
        assertThat(tab).hasTitle("Log in");
    }

    @Test
    void offersTheLoginMethodThatTheApplicationProposes(WatchedBrowser browser) {
        site.writeInApp(
                "auths/loginTypes/Another/e.json", "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Another\"}");
        site.writeInApp("auths/loginTypes/Another/Another.json", """
                {"authConfig": {"appId": "%s", "appSecret": "%s"}, "registration": "open"}""".formatted(
                        Sample.SECOND_APP.appid(), Sample.SECOND_APP.secret()));
        site.server().app().elements().reload();

        for (String name : List.of("Another", Site.INSTANCE)) {
            Page tab = browser.open(address(request("login_hint", "instance:" + name)));
            assertThat(tab.locator("wechat-login")).hasAttribute("instance", name);
            assertThat(tab.locator("#instances")).isHidden();
        }
    }

    @Test
    void asksWhetherToContinue(WatchedBrowser browser) throws Exception {
        Page tab = signedIn(browser);

        tab.navigate(address(request("prompt", "consent")));
        assertThat(tab.locator("h1")).containsText("The Shop");
        tab.locator("button[value=continue]").click();

        assertThat(tab.locator("h1")).hasText("Welcome");
        redeem("GET ");
    }
}
