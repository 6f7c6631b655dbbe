package dev.saoma.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a real Chromium: the page, WeChat's page in a frame or in the window, and the phone. */
@ExtendWith(SharedChromium.class)
class InTheBrowserTest {
    @TempDir
    private Path folder;

    private RunningDemo demo;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open(WatchedBrowser browser) {
        demo = RunningDemo.start(0, 0, folder, Optional.empty());
        context = browser.context();
        page = context.newPage();
        page.navigate(demo.serverUrl() + "/");
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void signsInInAFrameWithOneClickAndWithoutAReload() {
        page.evaluate("window.stillTheSamePage = true");
        FrameLocator wechat = page.frameLocator("wechat-login iframe");
        assertThat(wechat.locator("img.qrcode")).isVisible();

        scanAndAllow(page.frameLocator("#phone").getByRole(AriaRole.BUTTON, named("Scan and allow")));

        assertThat(page.locator("#name")).hasText("Alice");
        assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    }

    @Test
    void signsInOnWeChatsOwnPageAndComesBack() {
        page.locator("#modes input[value=page]").check(new Locator.CheckOptions().setForce(true));
        page.locator("wechat-login")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("WeChat")))
                .click();
        page.waitForURL(Pattern.compile("/connect/qrconnect"));
        Page phone = context.waitForPage(() -> page.locator(".emulator_phone").click());

        scanAndAllow(phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow")));

        page.waitForURL(demo.serverUrl() + "/");
        assertThat(page.locator("#name")).hasText("Alice");
    }

    @Test
    void leavesNoCodeInTheHistory() {
        page.navigate(demo.serverUrl() + "/api/login/MyWeChatLogin/callback?code=0aa&state=bb");

        page.waitForURL(Pattern.compile("/callback$"));
        assertThat(page.url()).doesNotContain("code");
    }

    @Test
    void logsOut() {
        scanAndAllow(page.frameLocator("#phone").getByRole(AriaRole.BUTTON, named("Scan and allow")));
        page.locator("#log-out").click();

        assertThat(page.locator("wechat-login")).isVisible();
        assertThat((String) page.evaluate("fetch('/demo/me').then(answer => answer.text())"))
                .contains("nobody");
    }

    @Test
    void signsInWithTheComponentInTheSpecificationsShape() {
        page.evaluate("""
                async () => {
                  const { WeChatLogin } = await import('/assets/login-component.js');
                  const [listed] = await (await fetch('/api/login')).json();
                  document.querySelector('wechat-login').remove();
                  window.heard = [];
                  window.handleLoginSuccess = ({ user }) => heard.push(user.nickname);
                  document.body.append(WeChatLogin({
                    authType: 'WeChatType',
                    config: {
                      componentType: 'WeChatLogin',
                      appId: listed.authConfig.appId,
                      redirectUri: `${location.origin}/api/login/${listed.name}/callback`,
                      scope: 'snsapi_login',
                    },
                    onSuccess: 'handleLoginSuccess',
                    onError: ({ code }) => heard.push(code),
                  }));
                }""");
        assertThat(page.frameLocator("wechat-login iframe").locator("img.qrcode"))
                .isVisible();

        scanAndAllow(page.frameLocator("#phone").getByRole(AriaRole.BUTTON, named("Scan and allow")));

        page.waitForCondition(() -> page.evaluate("heard.length").equals(1));
        assertThat(page.evaluate("heard")).isEqualTo(List.of("Alice"));
    }

    private static void scanAndAllow(Locator button) {
        assertThat(button).isEnabled();
        button.click();
    }

    private static FrameLocator.GetByRoleOptions named(String name) {
        return new FrameLocator.GetByRoleOptions().setName(name);
    }
}
