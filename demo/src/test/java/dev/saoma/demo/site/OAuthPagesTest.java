package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages between a client and the login, in a browser. */
class OAuthPagesTest extends SiteTest {
    private static final String OAUTH = Sites.LOGIN + "/oauth2";

    private Visit withoutScripts() {
        return visit(new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
    }

    @ParameterizedTest
    @CsvSource({"Continue, continue", "Use another account, switch", "Cancel, cancel"})
    void sendsTheDecisionAndGoesOnToTheClient(String button, String decision) {
        try (Visit plain = withoutScripts()) {
            Page page = plain.open(OAUTH + "/consent/corps");
            page.locator("input[value=acme]").check();

            press(page, button);

            assertThat(page).hasURL(OAuthPagesServlet.BACK + "?decision=" + decision + "&corp=acme");
        }
    }

    /** Chromium applies the form-action of a page to each redirect that follows its form. */
    @Test
    void goesOnToAClientThatRedirectsToAnotherOrigin() {
        Page consent = visit.open(OAUTH + "/consent/hop");
        press(consent, "Continue");
        assertThat(consent).hasURL(Sites.APP + "/empty");

        Page post = visit.open(OAUTH + "/post/one?back=" + Sites.SHOP + "/hop");
        assertThat(post).hasURL(Sites.APP + "/empty");
    }

    @Test
    void proposesTheOrganisationOfTheSession() {
        Page page = visit.open(OAUTH + "/consent/corps");

        assertThat(page.locator("input:checked")).hasValue("babbage");
        assertThat(page.locator("h1")).hasText("Continue as Ada 王小明 to Grafana?");
        assertThat(page.locator("li")).hasCount(6);
    }

    @Test
    void speaksTheLanguageThatTheClientAsksFor() {
        Page page = visit.open(OAUTH + "/consent/one?ui_locales=fr+zh-Hans+en");

        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator("h1")).hasText("以 Ada 王小明 的身份继续前往 Grafana？");
    }

    @Test
    void sendsAResponseByItself() {
        Page page = visit.open(OAUTH + "/post/one");

        page.waitForURL(OAuthPagesServlet.BACK);
        assertThat(page.locator("body")).containsText(Sites.LOGIN + " " + Sites.LOGIN + "/ code=c0de&state=s&submit=");
    }

    @Test
    void sendsAResponseByAButtonWithoutScripts() {
        try (Visit plain = withoutScripts()) {
            Page page = plain.open(OAUTH + "/post/one");
            assertThat(page.locator("body")).containsText("You go on to shop.other.example");

            press(page, "Continue");

            assertThat(page.locator("body")).containsText("code=c0de&state=s");
        }
    }

    /** A page that could send its form elsewhere could send the code elsewhere. */
    @Test
    void sendsItsFormToNoOtherOrigin() {
        Page page = visit.open(OAUTH + "/consent/one");

        page.evaluate("""
                address => {
                  document.forms[0].action = address;
                  document.querySelector('button').click();
                }""", Sites.EVIL + "/back");

        page.waitForCondition(() -> visit.takeComplaints().stream().anyMatch(each -> each.contains("form-action")));
        assertThat(page.url()).isEqualTo(OAUTH + "/consent/one");
        assertThat(visit.requests()).noneMatch(request -> request.contains(Sites.EVIL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "{{base}}${1}\\u003cscript>",
                "</title><svg onload=alert(1)>"
            })
    void showsHostileTextsAsTexts(String text) {
        String value = URLEncoder.encode(text, StandardCharsets.UTF_8);
        Page consent = visit.open(OAUTH + "/consent/one?name=" + value + "&client=" + value + "&avatar=" + value);
        assertThat(consent.locator("h1")).hasText("Continue as " + text + " to " + text + "?");
        assertThat(consent).hasTitle("Continue to " + text);

        Page logout = visit.open(OAUTH + "/logout?client=" + value);
        assertThat(logout.locator("form")).containsText(text + " asks for this.");

        Page post = visit.open(OAUTH + "/post/one?state=" + value);
        post.waitForURL(OAuthPagesServlet.BACK);
        assertThat(post.locator("body")).containsText("&state=" + value);
    }

    @Test
    void isInNoFrame() {
        Page page = visit.open(Sites.APP + "/empty");

        page.evaluate("""
                address => new Promise((done) => {
                  const frame = document.createElement('iframe');
                  frame.onload = done;
                  frame.src = address;
                  document.body.append(frame);
                })""", OAUTH + "/consent/one");

        assertThat(page.frames().get(1).url()).doesNotStartWith(Sites.LOGIN);
        assertThat(visit.takeComplaints()).anyMatch(each -> each.contains("frame-ancestors"));
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
