package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium 92, Firefox 90 and Safari 15 suffice. If a required feature is missing, the page displays an error. */
@Tag("full")
class OlderBrowserTest extends SiteTest {
    /** Removes the features that are newer than the oldest browsers in web/README.md. */
    private static final String OLDER = """
            (() => {
              delete Object.hasOwn;
              delete Object.groupBy;
              for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with']) delete Array.prototype[name];
              delete String.prototype.at;
              for (const name of ['throwIfAborted', 'reason']) delete AbortSignal.prototype[name];
              for (const name of ['timeout', 'any']) delete AbortSignal[name];
              for (const name of ['canParse', 'parse']) delete URL[name];
              for (const name of ['structuredClone', 'BroadcastChannel', 'requestIdleCallback']) delete window[name];
              delete Crypto.prototype.randomUUID;
              delete Intl.Segmenter;
              delete Navigator.prototype.locks;
              delete HTMLElement.prototype.attachInternals;
              delete Element.prototype.checkVisibility;
              delete Location.prototype.ancestorOrigins;
              window.CSSStyleSheet = function CSSStyleSheet() { throw new TypeError('Illegal constructor'); };
            })();""";

    @BeforeEach
    void takeAway() {
        visit.context().addInitScript(OLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {Sites.LOGIN + "/login", Sites.APP})
    void logsInInAFrame(String place) {
        Page page = place.equals(Sites.APP) ? visit.open(HostPage.at(Sites.APP, Sites.OPEN)) : visit.open(place);
        assertThat((String) page.evaluate("typeof Object.hasOwn + typeof BroadcastChannel"))
                .isEqualTo("undefinedundefined");

        visit.allow(page, sites.person("Grace"));

        if (place.equals(Sites.APP)) {
            assertState(page, "success");
        } else {
            assertThat(page.locator("#name")).hasText("Grace");
        }
        assertThat(page.locator("#old")).isHidden();
    }

    @Test
    void logsInInAWindow() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN).with("mode", "popup"));
        Page popup =
                page.waitForPopup(() -> login(page).locator("button").first().click());

        visit.allowInWindow(popup, sites.person("Grace"));

        assertState(page, "success");
    }

    /** The policy of the login page allows no inline styles. */
    @Test
    void looksTheSame() {
        Page page = visit.open(Sites.LOGIN + "/login");
        assertState(page, "waiting");

        assertThat(login(page).locator("[part=card]")).hasCSS("border-top-left-radius", "12px");
        assertThat(login(page).locator("[part=iframe]")).hasCSS("height", "400px");
    }

    @Test
    void knowsACallThatTookTooLong() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN).with("manual", ""));
        page.waitForFunction("!!customElements.get('wechat-login')");
        page.evaluate("""
                () => {
                  const { setTimeout } = window;
                  window.setTimeout = (act, delay) => setTimeout(act, delay === 15_000 ? 1 : delay);
                  const login = document.querySelector('wechat-login');
                  login.fetch = () => new Promise(() => {});
                  login.start();
                }""");

        assertState(page, "error");
        assertThat(visit.heard(page, "error").toString()).contains("code=timeout");
    }

    @Test
    void showsTheAccount() {
        visit.signIn(sites.person("Grace"), Sites.OPEN);
        Page page = visit.open(Sites.LOGIN + "/account");

        assertThat(page.locator("#devices li")).hasCount(1);
        assertThat(page.locator("#old")).isHidden();
    }

    @ParameterizedTest
    @CsvSource({"en, too old for this page", "zh-CN, 此浏览器版本过旧"})
    void saysThatTheAccountPageNeedsANewerOne(String locale, String words) {
        try (Visit other = visit(new Browser.NewContextOptions().setLocale(locale))) {
            other.context().addInitScript("delete HTMLDialogElement.prototype.showModal");
            Page page = other.open(Sites.LOGIN + "/account");

            assertThat(page.locator("#old")).isVisible();
            assertThat(page.locator("#old")).containsText(words);
            assertThat(page.locator("#dialog")).isHidden();
        }
    }

    @ParameterizedTest
    @CsvSource({"/login, login", "/account, account", "/api/login/MyWeChatLogin/callback?code=0aa&state=bb, callback"})
    void saysThatItCannotReadThePagesModule(String path, String module) {
        visit.context()
                .route(
                        "**/assets/" + module + ".js",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody("class Newer { ~~~ }")));
        Page page = visit.open(Sites.LOGIN + path);

        assertThat(page.locator("#old")).isVisible();
        assertThat(page.locator("#old")).containsText("too old");
        assertThat(page.locator("#old")).containsText("过旧");
        assertThat(page.locator("#lost")).isHidden();
        assertThat(visit.takeComplaints()).hasSize(1).first().asString().contains("SyntaxError");
    }

    @ParameterizedTest
    @CsvSource({"/login, login", "/account, page", "/api/login/MyWeChatLogin/callback?code=0aa&state=bb, callback"})
    void saysThatAFileDidNotCome(String path, String file) {
        visit.context().route("**/assets/" + file + ".js", Route::abort);
        Page page = visit.open(Sites.LOGIN + path);

        assertThat(page.locator("#lost")).isVisible();
        assertThat(page.locator("#lost")).containsText("did not load completely");
        assertThat(page.locator("#old")).isHidden();
    }

    @Test
    void servesTheEmulatorsPagesToo() {
        Page phone = visit.open(Sites.WECHAT + "/_emulator/phone");
        assertThat(phone.locator("#user")).isEnabled();

        Page console = visit.open(Sites.WECHAT + "/_emulator/#users");
        assertThat(console.locator("#users-heading")).isVisible();
        assertThat(console.locator("#main li, #main tr").first()).isVisible();
    }
}
