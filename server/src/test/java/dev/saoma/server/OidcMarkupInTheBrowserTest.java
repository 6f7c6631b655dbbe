package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import dev.saoma.emulator.world.User;
import dev.saoma.internal.json.JsonText;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The provider's pages show hostile texts as texts, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class OidcMarkupInTheBrowserTest {
    /** Every other parameter of a request may be chosen by anybody. */
    private static final List<String> FREE = List.of(
            "state",
            "nonce",
            "login_hint",
            "ui_locales",
            "display",
            "acr_values",
            "claims",
            "claims_locales",
            "resource");

    private static final List<String> FAULTY = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "prompt",
            "max_age",
            "response_mode",
            "code_challenge",
            "code_challenge_method",
            "id_token_hint",
            "request",
            "request_uri",
            "registration");

    private static final String ACTIVE =
            "script:not([src^='/']), img[src='x'], svg:not(.mark), iframe, object, embed, base,"
                    + " math, video, marquee, details, [onerror], [onload], [onfocus], [onmouseover], [onstart], [ontoggle],"
                    + " [href^='javascript'], [action*='evil'], [formaction], meta[content*='evil'], link[href*='evil']";

    @TempDir
    private static Path folder;

    private static Site site;
    private static int people;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void isTextOnEveryPage(Chromium chromium) {
        show(chromium, tricks(true));
    }

    @Test
    @Tag("full")
    void isTextOnEveryPageForEveryTrick(Chromium chromium) {
        assertThat(MarkupTricks.all()).hasSizeGreaterThanOrEqualTo(60);
        show(chromium, tricks(false));
    }

    /** Returns a few tricks that differ in kind, or the others. */
    private static List<String> tricks(boolean few) {
        List<String> all = MarkupTricks.all();
        return IntStream.range(0, all.size())
                .filter(i -> few == (i % 13 == 0))
                .mapToObj(all::get)
                .toList();
    }

    private static void show(Chromium chromium, List<String> tricks) {
        for (String trick : tricks) {
            RelyingParty shop = named(trick);
            Browser person = person(trick);
            try (var watched = new WatchedBrowser(chromium.browser(), new NewContextOptions().setLocale("en"))) {
                watched.context().addCookies(cookies(person));
                Page page = watched.context().newPage();
                onTheConsentPage(page, shop, trick);
                onTheLogoutPage(page, trick);
                onErrorPages(page, shop, trick);
                onTheFormPostPage(page, shop, trick);
            }
        }
    }

    /** Registers a client whose title is the trick. */
    private static RelyingParty named(String trick) {
        RelyingParty shop =
                RelyingParty.web(site, "Shop", ", \"postLogoutRedirectUris\": [\"https://shop.example/out\"]");
        site.writeInApp(
                "auths/clients/Shop/e.json",
                "{\"type\":\"auths.clients.ClientType\",\"title\":" + JsonText.of(trick)
                        + ",\"frontBundleEntry\":\"./Shop.json\"}");
        site.server().app().elements().reload();
        return shop;
    }

    /** Logs in a user whose nickname, and whose organisation's name, are the trick. */
    private static Browser person(String trick) {
        String name = "mallory" + people++;
        site.wechat().put(User.named(name, trick));
        Browser browser = site.browser();
        browser.login(site.code(name));
        String userId = browser.session().json().path("user").path("userId").asString();
        for (int i = 0; i < 2; i++) {
            String corp = site.admin()
                    .post("/api/admin/corps", "{\"corpName\":" + JsonText.of(trick) + "}")
                    .text("corpId");
            site.admin().put("/api/admin/corps/" + corp + "/members/" + userId);
        }
        return browser;
    }

    private static List<Cookie> cookies(Browser browser) {
        var cookies = new ArrayList<Cookie>();
        browser.cookies()
                .forEach((name, value) -> cookies.add(
                        new Cookie(name, value).setDomain("localhost").setPath("/")));
        return cookies;
    }

    private static Map<String, String> request(RelyingParty shop, String trick) {
        Map<String, String> request = shop.parameters();
        FREE.forEach(name -> request.put(name, trick));
        return request;
    }

    private static void onTheConsentPage(Page page, RelyingParty shop, String trick) {
        Map<String, String> request = request(shop, trick);
        request.put("prompt", "consent");
        visit(page, "/oauth2/authorize?" + RelyingParty.form(request));
        assertThat(page.locator("form").count()).as(trick).isEqualTo(1);
        assertInert(page, trick);
    }

    private static void onTheLogoutPage(Page page, String trick) {
        for (String client : List.of("Shop", trick)) {
            visit(
                    page,
                    "/oauth2/logout?"
                            + RelyingParty.form(Map.of(
                                    "client_id", client,
                                    "state", trick,
                                    "id_token_hint", trick,
                                    "post_logout_redirect_uri", trick,
                                    "logout_hint", trick,
                                    "ui_locales", trick)));
            assertInert(page, trick);
        }
    }

    private static void onErrorPages(Page page, RelyingParty shop, String trick) {
        Map<String, String> elsewhere = request(shop, trick);
        FAULTY.forEach(name -> elsewhere.put(name, trick));
        visit(page, "/oauth2/authorize?" + RelyingParty.form(elsewhere));
        assertInert(page, trick);
        visit(page, "/oauth2/authorize/" + RelyingParty.form(Map.of("x", trick)));
        assertInert(page, trick);
    }

    /** The client gets the state unchanged, with a code and with an error. */
    private static void onTheFormPostPage(Page page, RelyingParty shop, String trick) {
        var posted = new ArrayList<String>();
        page.route("https://shop.example/**", route -> {
            posted.add(String.valueOf(route.request().postData()));
            route.fulfill(
                    new Route.FulfillOptions().setContentType("text/plain").setBody("received"));
        });
        for (String prompt : List.of("", "none login")) {
            Map<String, String> request = request(shop, trick);
            request.put("response_mode", "form_post");
            request.put("prompt", prompt);
            page.navigate(site.server().publicUrl() + "/oauth2/authorize?" + RelyingParty.form(request));
            page.waitForURL(shop.redirectUri());
            assertThat(RelyingParty.query("?" + posted.get(posted.size() - 1)))
                    .as(trick)
                    .containsEntry("state", trick)
                    .containsKey(prompt.isEmpty() ? "code" : "error");
        }
        assertThat(posted).hasSize(2);
        page.unroute("https://shop.example/**");
    }

    private static void visit(Page page, String address) {
        page.navigate(site.server().publicUrl() + address);
        assertThat(page.url()).startsWith(site.server().publicUrl().toString());
    }

    private static void assertInert(Page page, String trick) {
        assertThat(page.locator(ACTIVE).count()).as(trick + " on " + page.url()).isZero();
        assertThat(page.url()).as(trick).startsWith(site.server().publicUrl().toString());
    }
}
