package dev.saoma.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo page besides the login itself: deliberate failures, the list of steps, themes and languages. */
@ExtendWith(SharedChromium.class)
class DemoPageInTheBrowserTest {
    @TempDir
    private Path folder;

    private RunningDemo demo;
    private Page page;
    private FrameLocator wechat;

    @BeforeEach
    void open(WatchedBrowser browser) {
        demo = RunningDemo.start(0, 0, folder, Optional.empty());
        page = browser.open(demo.serverUrl() + "/");
        wechat = page.frameLocator("wechat-login iframe");
        assertThat(wechat.locator("img.qrcode")).isVisible();
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void refusesAndLetsExpireTheCodeOnTheScreen() {
        String before = wechat.locator("img.qrcode").getAttribute("src");

        breakIt("refuse");
        assertThat(wechat.locator("#wx_after_cancel")).isVisible();

        breakIt("expire");
        assertThat(wechat.locator("img.qrcode")).not().hasAttribute("src", before);
    }

    @Test
    void showsAWrongDomainUntilMended() {
        breakIt("domain");
        assertThat(wechat.locator("h1")).hasText("redirect_uri 参数错误");

        breakIt("mend");
        assertThat(wechat.locator("img.qrcode")).isVisible();
        assertThat(page.locator("#troubles [value=mend]")).isHidden();
    }

    @Test
    void tellsThePersonWhenWeChatIsAway() {
        breakIt("silence");
        scanAndAllow();

        assertThat(page.locator("wechat-login")).hasAttribute("state", "error");
        assertThat(page.locator("wechat-login")).containsText("wechat_unreachable");
    }

    @Test
    void replaysACodeInVain() {
        breakIt("replay");
        assertThat(page.locator("#outcome")).containsText("Log in first");

        scanAndAllow();
        assertThat(page.locator("#name")).hasText("Alice");
        page.locator("#troubles [value=replay]").click();

        assertThat(page.locator("#outcome")).containsText("400 state_invalid");
    }

    @Test
    void letsNoOtherSiteBreakAnything() throws Exception {
        assertThat(post("/demo/break/domain", "cross-site")).isEqualTo(403);
        assertThat(post("/demo/break/domain", "same-site")).isEqualTo(403);
        assertThat(post("/demo/break/nothing", "same-origin")).isEqualTo(404);

        page.reload();
        assertThat(wechat.locator("img.qrcode")).isVisible();
    }

    @Test
    void tellsEachStepWithALineToTypeAndNothingToUse() {
        scanAndAllow();
        assertThat(page.locator("#name")).hasText("Alice");
        // Waits for the list after the login, because the list before it already contains GET /api/session.
        assertThat(page.locator("#steps")).containsText("POST /api/session");

        Locator steps = page.locator("#steps > li");
        int count = steps.count();
        String all = (String) page.locator("#steps").evaluate("list => list.textContent");

        assertThat(count).isGreaterThan(6);
        assertThat(page.locator("#steps pre:text('curl -s')")).hasCount(count);
        assertThat(Pattern.compile("[0-9a-f]{64}").matcher(all).find()).isFalse();
        assertThat(Pattern.compile("0\\d\\d[0-9A-Za-z]{29}").matcher(all).find())
                .isFalse();
        assertThat(all).doesNotContain("5a0a5a0a5a0a5a0a5a0a5a0a00000001");
    }

    @Test
    void keepsTheThemeAndTheLanguageThatWereChosen() {
        page.locator("#theme").selectOption("dark");
        page.locator("#language").selectOption("zh-CN");
        page.reload();

        assertThat(page.locator("body")).hasCSS("background-color", "rgb(17, 17, 17)");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator("#site-title")).hasText("你的页面");
        assertThat(page.locator("wechat-login")).hasAttribute("theme", "dark");
        assertThat(page.locator("wechat-login").getByRole(AriaRole.HEADING)).hasText("微信登录");

        page.locator("#theme").selectOption("light");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(247, 247, 247)");
    }

    @Test
    void fitsANarrowWindow() {
        page.setViewportSize(320, 720);

        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
    }

    private void breakIt(String kind) {
        page.locator("#troubles [value=" + kind + "]").click();
        assertThat(page.locator("#outcome")).not().isEmpty();
    }

    private void scanAndAllow() {
        Locator button = page.frameLocator("#phone")
                .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Scan and allow"));
        assertThat(button).isEnabled();
        button.click();
    }

    private int post(String path, String from) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.serverUrl() + path))
                .header("Sec-Fetch-Site", from)
                .POST(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
