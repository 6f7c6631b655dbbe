package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The steps to a new login method in the console, in a real Chromium. */
@ExtendWith(SharedChromium.class)
class ConsoleWizardInTheBrowserTest {
    private static final String COUNT = """
            window.clicks = 0;
            document.addEventListener('click', (event) => { window.clicks += event.isTrusted ? 1 : 0; }, true);""";

    @TempDir
    private Path folder;

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** With the printed link, and nothing else. */
    @Test
    void leadsFromAnEmptyFolderToALogin(Chromium chromium) throws Exception {
        try (Site site = Site.withoutMethods(folder);
                var visit = new ConsoleVisit(site, chromium)) {
            site.wechat().put(User.named("ann", "Ann"));
            Page page = visit.page();
            page.navigate(site.server().setupLink().orElseThrow().toString());
            visit.settle();
            assertThat(page.url()).doesNotContain("setup=");
            assertThat(page.locator(".banner")).containsText("You are setting this server up");
            visit.check("the first page of a new server");
            page.evaluate(COUNT);
            assertThat(page.locator("[aria-labelledby=first]")).containsText("Create a login method");
            page.locator("[aria-labelledby=first] a").click();
            connect(visit);
            test(visit);
            assertThat(Files.readString(folder.resolve("app/auths/loginTypes/ShopLogin/e.json")))
                    .startsWith("{\n  \"type\": \"auths.loginTypes.WeChatType\",\n  \"title\": \"Shop login\",\n"
                            + "  \"appSecret\": \"sealed:1:")
                    .endsWith(
                            "\",\n  \"backendBundleEntry\": \".\",\n  \"frontBundleEntry\": \"./ShopLogin.json\"\n}\n");
            switchOn(visit);
            String curl = page.locator("main pre").nth(2).innerText();
            Reply attempt = site.browser()
                    .post(
                            curl.replaceFirst("(?s).*'http://[^/]*(/[^']*)'\\s*", "$1"),
                            curl.replaceFirst("(?s).* -d '([^']*)'.*", "$1"));
            assertThat(attempt.status()).as(curl).isEqualTo(201);
            String invitation = invite(visit);
            assertThat(page.evaluate("window.clicks")).isEqualTo(8);

            Page person = page.context().newPage();
            person.navigate(invitation);
            person.locator("#accept").click();
            visit.scanOn(person, "ann");
            assertThat(person.locator("#bound")).isVisible();
            person.navigate(site.server().publicUrl() + "/login");
            visit.scanOn(person, "ann");
            // The nickname is read from WeChat after the response, so this page may not have it yet.
            assertThat(person.locator("#name")).not().isEmpty();
            visit.button("Sign out").click();
            assertThat(visit.button("Scan with WeChat")).isVisible();
            person.navigate(site.server().publicUrl() + "/console");
            person.getByText("Scan with WeChat").click();
            assertThat(person.locator(".who .tag")).hasText("Owner");
        }
    }

    private static String invite(ConsoleVisit visit) {
        Page page = visit.page();
        page.getByText("To the first user").click();
        assertThat(page.locator("[aria-labelledby=first]")).containsText("Invite the first user");
        visit.button("Invite the first user").click();
        page.locator("#dialog[open] form .button:not(.quiet)").click();
        assertThat(page.locator("#invitation")).isVisible();
        visit.check("the invitation of the first user");
        String link = page.locator("#invitation").inputValue();
        page.keyboard().press("Escape");
        assertThat(page.locator("#invitation")).hasCount(0);
        return link;
    }

    private static void connect(ConsoleVisit visit) {
        Page page = visit.page();
        assertThat(page.locator("[aria-current=step]")).hasText("Connect");
        field(page, "Title").fill("Shop login");
        assertThat(field(page, "Name")).hasValue("ShopLogin");
        field(page, "AppID").fill(Sample.APP.appid());
        field(page, "AppSecret").selectOption("typed");
        field(page, "AppSecret, typed").fill(Sample.APP.secret());
        assertThat(page.locator(".preview pre").first()).containsText("\"sealed:1:");
        visit.check("the first step");
        visit.button("Save and test").click();
    }

    private static void test(ConsoleVisit visit) {
        Page page = visit.page();
        assertThat(page.locator("[aria-current=step]")).hasText("Test");
        assertThat(page.getByText("listed as never tested")).isVisible();
        visit.button("Scan now").click();
        assertThat(page.locator("#test-frame")).isVisible();
        visit.check("the QR code of a test");
        // A message that does not come from the frame is not the answer of WeChat.
        page.evaluate("""
                () => {
                  const state = new URL(document.getElementById('test-frame').src).searchParams.get('state');
                  postMessage({ type: 'saoma:callback', version: 1, state, code: 'forged' }, location.origin);
                }""");
        visit.scanIn(page.locator("#test-frame"), "ann");
        assertThat(page.locator("#test-outcome")).containsText("bound to no account yet");
        assertThat(page.locator("#test-outcome")).containsText("Ann");
        assertThat(page.locator("#test-outcome")).isFocused();
        assertThat(page.locator(".steps li .tag.good")).hasCount(6);
        assertThat(page.locator("#test-frame")).hasCount(0);
        visit.check("a test that ended well");
        visit.button("Continue").click();
    }

    private static void switchOn(ConsoleVisit visit) {
        Page page = visit.page();
        assertThat(page.locator("[aria-current=step]")).hasText("Switch on");
        assertThat(page.locator("main")).containsText("Who can come in from then on: Invited people · ");
        visit.button("Switch on").click();
        assertThat(page.locator("main pre").nth(1)).containsText("<wechat-login instance=\"ShopLogin\">");
        visit.check("the last step");
    }

    @Test
    void isUsedByTheKeyboardAlone(Chromium chromium) {
        try (Site site = Site.withoutMethods(folder);
                var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/instances/new");
            assertThat(visit.heading("New login method")).isVisible();
            tabTo(page, field(page, "Title"));
            page.keyboard().type("By keys");
            tabTo(page, field(page, "AppID"));
            page.keyboard().type(Sample.APP.appid());
            tabTo(page, field(page, "AppSecret"));
            page.keyboard().press("ArrowDown");
            tabTo(page, field(page, "AppSecret, typed"));
            page.keyboard().type(Sample.APP.secret());
            page.keyboard().press("Enter");
            assertThat(page.locator("[aria-current=step]")).hasText("Test");
            assertThat(visit.heading("By keys")).isFocused();
            tabTo(page, visit.button("Skip the test"));
            page.keyboard().press("Enter");
            tabTo(page, visit.button("Switch on"));
            page.keyboard().press("Enter");
            assertThat(page.locator("main .tag").first()).hasText("Enabled");
            assertThat(page.locator("main")).containsText("Use it");
        }
    }

    private static void tabTo(Page page, Locator wanted) {
        assertThat(wanted).isVisible();
        for (int turn = 0; turn < 40; turn++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(wanted.evaluate("node => node === document.activeElement"))) {
                return;
            }
        }
        assertThat(wanted).isFocused();
    }

    /** A wrong secret is named, with who must act. */
    @Test
    void saysWhyATestFailed(Chromium chromium) throws Exception {
        try (Site site = Site.withConsole(folder);
                var visit = new ConsoleVisit(site, chromium)) {
            Site.instance(folder, "WrongSecret", Sample.APP.appid(), "0".repeat(32), "open");
            Eventually.holds(
                    "the app has taken over the files",
                    () -> site.server().app().loginInstances().stream()
                            .anyMatch(instance -> instance.name().equals("WrongSecret")));
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances/auths.loginTypes.WrongSecret?step=test");
            visit.button("Scan now").click();
            visit.scanIn(page.locator("#test-frame"), "own");

            assertThat(page.locator("#test-outcome")).containsText("Failed");
            assertThat(page.locator(".steps li").last()).containsText("wechat_configuration");
            assertThat(visit.button("Continue all the same")).isVisible();
            visit.check("a test that failed");
            visit.open("/instances");
            assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("WrongSecret")))
                    .containsText("Failed");
        }
    }
}
