package dev.saoma.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.saoma.App;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import dev.saoma.wechat.WeChatAuthModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An invitation in a real Chromium: its link, WeChat's page, the phone, and the result on the callback page. */
@ExtendWith(SharedChromium.class)
class InvitationInTheBrowserTest {
    @TempDir
    private Path folder;

    private Chromium chromium;
    private RunningDemo demo;
    private UserId user;
    private String invitation;
    private String link;

    @BeforeEach
    void open(Chromium given) {
        chromium = given;
        demo = RunningDemo.start(0, 0, folder, Optional.empty());
        App app = demo.app();
        user = app.users().create(new Profile("Grace", null), TokenHash.of("an invited user"));
        String token =
                app.login().invite(app.loginInstances().get(0), user).token().reveal();
        invitation = "instance=" + demo.instance() + "&invitation=" + token;
        link = demo.serverUrl() + "/login#" + invitation;
    }

    @AfterEach
    void close() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void bindsTheInvitedUserOnceAndSaysSo() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            boolean isPhone = scheme == ColorScheme.LIGHT;
            try (WatchedBrowser browser = browser(scheme, isPhone ? 390 : 1_280, isPhone)) {
                Page page = browser.open(link);
                picture(page, "invited-" + scheme);
                assertThat(page.url()).endsWith("/login");
                accept(page);
                if (isPhone) {
                    page.locator("wechat-login").getByRole(AriaRole.BUTTON).click();
                    page.waitForURL(Pattern.compile("/connect/qrconnect"));
                    scanAndAllow(browser.context(), page);
                    assertThat(page.locator("#bound-title")).isVisible();
                    assertThat(page.locator("#bound-title")).hasText("Your WeChat is connected");
                    assertThat(page.url()).endsWith("/callback");
                    assertThat(page.locator("#bound-next")).hasAttribute("href", "/account");
                } else {
                    assertThat(page.locator("wechat-login")).containsText("already used");
                }
                picture(page, "done-" + scheme);
            }
        }
        assertThat(bound()).isEqualTo(1);
    }

    /** The token of the link must be in no URL and no header of the requests that the page sends. */
    @Test
    void isInNoRequest() {
        var requests = new ArrayList<String>();
        try (WatchedBrowser browser = browser(ColorScheme.LIGHT, 1_280, false)) {
            browser.context().onRequest(request -> requests.add(request.url() + " " + request.headers()));
            Page page = browser.open(link);
            accept(page);
            assertThat(page.locator("wechat-login")).hasAttribute("state", "waiting");

            assertThat(requests).anyMatch(each -> each.contains("/assets/login.js"));
            assertThat(requests).noneMatch(each -> each.contains("invitation="));
        }
    }

    @Test
    void ofAnEarlierVersionIsInTheFirstRequestAlone() {
        var requests = new ArrayList<String>();
        try (WatchedBrowser browser = browser(ColorScheme.LIGHT, 1_280, false)) {
            browser.context().onRequest(request -> requests.add(request.url() + " " + request.headers()));
            Page page = browser.open(demo.serverUrl() + "/login?" + invitation);
            accept(page);
            assertThat(page.locator("wechat-login")).hasAttribute("state", "waiting");

            assertThat(page.url()).endsWith("/login");
            assertThat(requests)
                    .filteredOn(each -> each.contains("invitation="))
                    .hasSize(1);
        }
    }

    @Test
    void isTakenWhereTheLoginPageIsOpenAlready() {
        try (WatchedBrowser browser = browser(ColorScheme.LIGHT, 1_280, false)) {
            Page page = browser.open(demo.serverUrl() + "/login");
            assertThat(page.locator("wechat-login")).hasAttribute("state", "waiting");

            page.evaluate("address => { location.href = address }", link);

            assertThat(page.locator("#invited")).isVisible();
            assertThat(page.url()).endsWith("/login");
        }
    }

    @Test
    void saysWhatWentWrong() {
        try (WatchedBrowser browser = browser(ColorScheme.DARK, 320, false)) {
            Page page = browser.open(
                    demo.serverUrl() + "/api/login/" + demo.instance() + "/callback?action=bind&code=0aa&state=bb");

            assertThat(page.locator("wechat-login")).containsText("You are not logged in.");
            assertThat(page.locator("wechat-login")).containsText("session_required");
            assertThat(page.locator("#page a[slot=retry]")).hasAttribute("href", demo.serverUrl() + "/account");
            assertThat(page.url()).endsWith("/callback");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            picture(page, "refused");
        }
    }

    private long bound() {
        return demo.app().loginInstances().stream()
                .filter(instance -> instance.getUserAuthInfo(demo.app()
                                .getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class)
                                .get("Q(userId='" + user.value() + "')", List.of()))
                        .isActive())
                .count();
    }

    private WatchedBrowser browser(ColorScheme scheme, int width, boolean isPhone) {
        return new WatchedBrowser(
                chromium.browser(),
                new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setViewportSize(width, 720)
                        .setHasTouch(isPhone)
                        .setIsMobile(isPhone)
                        .setLocale("en"));
    }

    private static void accept(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue with WeChat"))
                .click();
    }

    private static void scanAndAllow(BrowserContext context, Page page) {
        Page phone = context.waitForPage(() -> page.locator(".emulator_phone").click());
        var button = phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow"));
        assertThat(button).isEnabled();
        button.click();
    }

    /** Writes a screenshot if -Dsaoma.pictures=DIR is set. */
    private static void picture(Page page, String name) {
        String pictures = System.getProperty("saoma.pictures", "");
        if (!pictures.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(pictures, name + ".png")));
        }
    }
}
