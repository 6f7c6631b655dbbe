package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Displays an error, without endless waiting, if the callback page may not be framed or the browser sends no cookie. */
class OtherSitesFrameTest extends SiteTest {
    private static final Pattern CALLBACK = Pattern.compile(".*/callback(\\?.*)?");

    private final List<String> warnings = new ArrayList<>();

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"en, cannot be finished in this frame, Open it in a new tab", "zh-CN, 无法在此框架中完成登录, 在新标签页中打开"})
    void saysThatThePageAroundItIsNotListed(String locale, String words, String link) {
        Locator login = framed(Sites.EVIL, HostPage.at(Sites.APP, Sites.OPEN).with("locale", locale));

        allow(login);

        assertThat(login).hasAttribute("state", "error");
        assertThat(login.locator("[role=alert]")).containsText(words);
        assertThat(login.locator("[part=link]")).hasText(link);
        assertThat(login.locator("[part=link]"))
                .hasAttribute("href", Pattern.compile("^https://app\\.saoma\\.example/\\?"));
        assertThat(login.locator("[part=button]")).isHidden();
        assertThat(heard(login)).contains("\"code\":\"frame_blocked\"", "saoma.allowed-origins");
        assertThat(warnings).anyMatch(each -> each.contains("binding=\"header\""));
        assertThat(visit.takeComplaints()).anyMatch(each -> each.contains("frame-ancestors"));
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"en, sent no login cookie, Open it in a new tab", "zh-CN, 未发送登录 Cookie, 在新标签页中打开"})
    void saysThatTheBrowserSendsNoCookieThere(String locale, String words, String link) {
        Locator login = framed(Sites.SHOP, HostPage.at(Sites.APP, Sites.OPEN).with("locale", locale));

        allow(login);

        assertThat(login).hasAttribute("state", "error");
        assertThat(login.locator("[role=alert]")).containsText(words);
        assertThat(login.locator("[part=link]")).hasText(link);
        assertThat(heard(login)).contains("\"code\":\"state_invalid\"", "binding=");
        if (locale.equals("en")) {
            assertThat(login.locator("[part=detail]")).containsText("binding=\"header\"");
        }
        assertThat(warnings).anyMatch(each -> each.contains("binding=\"header\""));
    }

    @Test
    void logsInThereByHeader() {
        Locator login = framed(Sites.SHOP, HostPage.at(Sites.APP, Sites.OPEN).with("binding", "header"));

        allow(login);

        assertThat(login).hasAttribute("state", "success");
        assertThat(warnings).isEmpty();
    }

    @Test
    void logsInThereInAWindow() {
        HostPage host =
                HostPage.at(Sites.APP, Sites.OPEN).with("binding", "header").with("mode", "popup");
        Locator login = framed(Sites.EVIL, host);
        Page popup =
                login.page().waitForPopup(() -> login.locator("button").first().click());

        visit.allowInWindow(popup, sites.person("Grace"));

        assertThat(login).hasAttribute("state", "success");
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Frame-Options|DENY",
                "X-Frame-Options|SAMEORIGIN",
                "Content-Security-Policy|frame-ancestors 'none'",
                "Content-Security-Policy|frame-ancestors 'self'"
            })
    void saysThatSomethingOnTheWayForbidsTheFrame(String header, String value) {
        Page page = open(HostPage.at(Sites.SHOP, Sites.OPEN).with("binding", "header"));
        onCallback(route -> route.fulfill(new Route.FulfillOptions()
                .setHeaders(Map.of("Content-Type", "text/html", header, value))
                .setBody("<script>parent.postMessage({ type: 'saoma:empty', version: 1 }, '*')</script>")));

        visit.allow(page, sites.person("Grace"));

        assertState(page, "error");
        assertThat(visit.heard(page, "error").toString()).contains("code=frame_blocked");
        visit.takeComplaints();
    }

    @Tag("full")
    @Test
    void offersWeChatsOwnPageWhereThePageIsInNoFrame() {
        Page page = open(HostPage.at(Sites.APP, Sites.OPEN).with("return-to", Sites.APP + "/empty"));
        onCallback(route -> {
            if (route.request().isNavigationRequest() && route.request().frame().parentFrame() != null) {
                route.fulfill(new Route.FulfillOptions().setStatus(502).setBody("Bad Gateway"));
            } else {
                route.resume();
            }
        });
        visit.allow(page, sites.person("Grace"));
        assertState(page, "error");

        login(page).getByRole(AriaRole.BUTTON).click();
        visit.allowInWindow(page, sites.person("Grace"));
        page.waitForURL(Sites.APP + "/empty");
        assertThat(visit.cookie("__Host-saoma-session")).isPresent();
    }

    @Tag("full")
    @Test
    void saysThatNothingCanBeReached() {
        Page page = open(HostPage.at(Sites.APP, Sites.OPEN));
        String state = visit.attempt(page);
        visit.context().route(Sites.LOGIN + "/**", route -> route.abort());
        allow(page, state);

        assertState(page, "error");
        assertThat(visit.heard(page, "error").toString()).contains("code=network");
    }

    /** WeChat's page reloads when its QR code has expired. The element must not take that load for the callback page. */
    @Tag("full")
    @Test
    void keepsWaitingWhereWeChatsPageLoadsItselfAnew() {
        Page page = open(HostPage.at(Sites.APP, Sites.OPEN));
        String state = visit.attempt(page);
        page.waitForCondition(() -> sites.qrCode(state).isPresent());
        String first = sites.qrCode(state).orElseThrow().uuid();

        sites.wechat().expire(first);
        page.waitForRequest(CALLBACK, () -> {});
        page.waitForCondition(() -> login(page).locator("iframe").count() == 1);

        assertState(page, "waiting");
        assertThat(visit.heard(page, "error")).isEmpty();
        page.waitForCondition(() -> sites.wechat().qrCodes().stream()
                .anyMatch(each -> each.state().equals(state) && !each.uuid().equals(first)));
        String next = sites.wechat().qrCodes().stream()
                .filter(each -> each.state().equals(state) && !each.uuid().equals(first))
                .findFirst()
                .orElseThrow()
                .uuid();
        String person = sites.person("Grace");
        sites.wechat().scan(next, person);
        sites.wechat().allow(next, person);
        assertState(page, "success");
    }

    private Page open(HostPage host) {
        Page page = visit.context().newPage();
        page.onConsoleMessage(this::listen);
        page.navigate(host.address());
        return page;
    }

    private void listen(ConsoleMessage message) {
        if (message.text().startsWith("<wechat-login>")) {
            warnings.add(message.text());
        }
    }

    /** Returns the element of a page in a frame of another origin. */
    private Locator framed(String portal, HostPage host) {
        Page page = visit.context().newPage();
        page.onConsoleMessage(this::listen);
        page.navigate(portal + "/empty");
        page.evaluate("""
                address => document.body.append(
                  Object.assign(document.createElement('iframe'), { src: address, width: 400, height: 700 }))""", host.address());
        return page.frameLocator("iframe").locator("wechat-login");
    }

    private void allow(Locator login) {
        assertThat(login).hasAttribute("state", "waiting");
        allow(login.page(), Visit.parameter(login.locator("iframe").getAttribute("src"), "state"));
    }

    private void allow(Page page, String state) {
        page.waitForCondition(() -> sites.qrCode(state).isPresent());
        String uuid = sites.qrCode(state).orElseThrow().uuid();
        String person = sites.person("Grace");
        sites.wechat().scan(uuid, person);
        sites.wechat().allow(uuid, person);
    }

    private static String heard(Locator login) {
        return (String) login.evaluate("() => JSON.stringify(heard.filter((each) => each.type === 'error'))");
    }

    private void onCallback(Consumer<Route> act) {
        visit.context().route(CALLBACK, act);
    }
}
