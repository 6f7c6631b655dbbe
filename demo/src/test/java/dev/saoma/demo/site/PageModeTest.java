package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Login in page mode: WeChat's redirect finishes it; the callback page shows a choice or a refusal. */
class PageModeTest extends SiteTest {
    private static final String CALLBACK = Sites.LOGIN + "/api/login/MyWeChatLogin/callback";
    private static final String BACK = Sites.APP + "/empty";

    @Test
    void needsOneRequestAfterWeChatsPage() {
        Page page = begin(Sites.OPEN);
        visit.allowInWindow(page, sites.person("Grace"));
        page.waitForURL(BACK);

        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
        assertThat(visit.requests())
                .filteredOn(request -> request.contains("/api/"))
                .extracting(request -> request.replaceAll("\\?.*", ""))
                .containsExactly("POST " + Sites.LOGIN + "/api/login/MyWeChatLogin/attempts", "GET " + CALLBACK);
    }

    @Test
    void needsNoScriptAfterWeChatsPage() {
        String address = comingBack("Grace");

        try (Visit plain = withoutScripts()) {
            Page page = plain.open(address);

            assertThat(page.url()).isEqualTo(BACK);
            assertThat(plain.cookie("__Host-saoma-session")).isPresent();
        }
    }

    @Test
    void saysWithoutScriptsWhyItIsRefused() {
        String address = comingBack("Grace").replaceAll("code=[^&]*", "code=071wrong");

        try (Visit plain = withoutScripts()) {
            Page page = plain.open(address);

            // Playwright reads no text of the element noscript itself.
            Locator english = page.locator("noscript p[lang=en]");
            assertThat(english).hasCount(1);
            assertThat(english).containsText("Start again");
            assertThat(english).not().containsText("JavaScript");
            page.locator("noscript a", new Page.LocatorOptions().setHasText("How to fix this"))
                    .click();
            assertThat(page.url()).isEqualTo(Sites.LOGIN + "/errors/wechat_code_invalid");
        }
    }

    @Test
    void showsARefusalWithoutAnotherCallAndStartsAgain() {
        String address = comingBack("Grace").replaceAll("code=[^&]*", "code=071wrong");
        Page page = visit.context().newPage();
        Response response = page.navigate(address);

        assertThat(response.status()).isEqualTo(400);
        assertState(page, "error");
        assertThat(login(page)).containsText("wechat_code_invalid");
        assertThat(page.url()).isEqualTo(CALLBACK);
        assertThat(visit.requests()).noneMatch(request -> request.startsWith("POST") && request.endsWith("/code"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Start again"))
                .click();
        visit.allow(page, sites.person("Grace"));
        page.waitForURL(BACK);
    }

    @Test
    void asksWhichOrganisationOnTheCallbackPage() {
        sites.belongs("Heidi", "Acme", "Bolt");
        Page page = begin(Sites.OPEN);
        visit.allowInWindow(page, sites.person("Heidi"));

        assertState(page, "choosing");
        login(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bolt"))
                .click();
        page.waitForURL(BACK);
        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
    }

    @Test
    void asksANewUserOnTheCallbackPage() {
        Page page = begin(Sites.TICKET);
        visit.allowInWindow(page, sites.person("Ivan"));

        assertState(page, "choosing");
        login(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("[Cc]reate")))
                .click();
        page.waitForURL(BACK);
    }

    private Page begin(String instance) {
        Page page =
                visit.open(HostPage.at(Sites.APP, instance).with("mode", "page").with("return-to", BACK));
        login(page).locator("button").first().click();
        return page;
    }

    /** Returns the address to which WeChat's page redirects after a scan; the browser does not request it. */
    private String comingBack(String nickname) {
        var address = new AtomicReference<String>();
        Pattern callback = Pattern.compile("/callback\\?");
        visit.context().route(callback, route -> {
            address.set(route.request().url());
            route.fulfill(new Route.FulfillOptions().setBody("held"));
        });
        Page page = begin(Sites.OPEN);
        visit.allowInWindow(page, sites.person(nickname));
        page.waitForURL(callback);
        visit.context().unroute(callback);
        page.close();
        return address.get();
    }

    /** Opens a browser with the same cookies that runs no scripts. */
    private Visit withoutScripts() {
        Visit plain = visit(new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
        plain.context().addCookies(visit.context().cookies(List.of(Sites.LOGIN)));
        return plain;
    }
}
