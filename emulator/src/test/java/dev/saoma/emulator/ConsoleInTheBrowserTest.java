package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.junit.WithWeChat;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.emulator.world.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a real Chromium. */
@WithWeChat
class ConsoleInTheBrowserTest {

    private static Playwright playwright;
    private static Browser chromium;

    private final List<String> complaints = new ArrayList<>();
    private final WeChatEmulator wechat;
    private final Visitor visitor;
    private BrowserContext context;
    private Page page;

    ConsoleInTheBrowserTest(WeChatEmulator wechat) {
        this.wechat = wechat;
        visitor = new Visitor(wechat);
    }

    @BeforeAll
    static void launch() {
        playwright = Chromium.driver();
        chromium = Chromium.launch(playwright);
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    private void openSection(String id) {
        page.navigate(wechat.baseUrl() + "/_emulator/#" + id);
    }

    private void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    private Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    @Test
    void addsAnAppWithAnAppidAndASecretMadeUp() {
        openSection("apps");
        click("Add app");
        type("Name", "Brand New");
        type("Callback domain", "new.example");
        click("Save");

        assertThat(status()).containsText("Saved app wx");
        assertThat(wechat.apps())
                .filteredOn(app -> app.name().equals("Brand New"))
                .singleElement()
                .satisfies(app -> assertThat(app.secret()).matches("[0-9a-f]{32}"));
    }

    @Test
    void showsASecretOnlyWhenAsked() {
        openSection("apps");
        assertThat(page.getByText("Sample Shop")).isVisible();
        assertThat(page.getByText(Sample.APP.secret())).hasCount(0);
        click("Reveal the secret of Sample Shop");

        assertThat(page.getByText(Sample.APP.secret())).isVisible();
    }

    @Test
    void addsAUserWhoseNameIsMarkup() {
        openSection("users");
        click("Add user");
        type("Id", "mallory");
        type("Nickname", "<img src=x onerror=alert(1)>");
        click("Save");

        assertThat(page.getByText("<img src=x onerror=alert(1)>", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void plantsAFaultWithTheFieldsOfItsKind() {
        openSection("faults");
        page.getByLabel("Kind").selectOption("latency");
        type("Milliseconds", "50");
        type("Times", "2");
        click("Add fault");

        assertThat(page.locator("#main ol")).hasText("latency 50 ms, 2 times");
        assertThat(visitor.get("/_emulator/faults").body())
                .isEqualTo("[{\"endpoint\":\"access_token\",\"kind\":\"latency\",\"times\":2,\"millis\":50}]");
    }

    @Test
    void offersNoErrcodeWhereAnswersCarryNone() {
        openSection("faults");
        page.getByLabel("Endpoint").selectOption("qrcode");

        assertThat(page.getByLabel("Kind")).hasValue("latency");
        assertThat(page.locator("option[value=errcode]")).isDisabled();
    }

    @Test
    void marksTheFirstCharacterInWhichARejectedRequestDiffers() {
        visitor.get("/connect/qrconnect?"
                + Visitor.encode(LoginPageTest.login("redirect_uri", "http://localhosting.example/callback")));
        openSection("requests");

        Locator rejected = page.locator(".rejected");
        assertThat(rejected).containsText("The host of redirect_uri must be exactly the app's callback domain");
        assertThat(rejected.locator(".received")).hasText("localhosting.example");
        assertThat(rejected.locator("mark")).hasText(new String[] {"i", "end"});
        assertThat(rejected).containsText("Character 10: expected ends here, received goes on with “i”.");
    }

    @Test
    void listsTheRejectedAloneWhenAsked() {
        visitor.openLogin(LoginPageTest.login());
        visitor.get("/sns/auth");
        openSection("requests");
        assertThat(page.locator(".request")).hasCount(2);
        page.getByLabel("Rejected only").check();

        assertThat(page.locator(".request")).hasCount(1);
    }

    @Test
    void opensARequestByItsNumber() {
        visitor.get("/sns/auth?openid=o'1&access_token=canary");
        long number = wechat.requests().get(0).number();
        visitor.get("/sns/userinfo");
        openSection("requests/" + number);

        assertThat(page.locator(":focus .curl code"))
                .hasText("curl -G '" + wechat.baseUrl() + "/sns/auth' --data-urlencode 'openid=o'\\''1'"
                        + " --data-urlencode 'access_token=ACCESS_TOKEN'");
    }

    @Test
    void saysThatARequestIsGone() {
        openSection("requests/999999");

        assertThat(status()).hasText("Request 999999 is not in the log any more.");
    }

    @Test
    void signsInAsTheChosenUser() {
        visitor.openLogin(LoginPageTest.login());
        openSection("qrcodes");
        page.getByLabel("On the phone of").selectOption("wang");
        click("Scan and allow");

        assertThat(status()).hasText("王小明 scanned and allowed.");
        assertThat(wechat.qrCodes()).singleElement().extracting(QrCode::status).isEqualTo(QrStatus.ALLOWED);
    }

    @Test
    void keepsTheFocusWhenARowIsDrawnAnew() {
        visitor.openLogin(LoginPageTest.login());
        openSection("qrcodes");
        click("Scan");

        assertThat(page.locator(":focus")).hasText("Allow");
    }

    @Test
    void movesTheClock() {
        openSection("clock");
        click("+ 30 days");

        assertThat(page.getByText("30 d ahead of this browser’s clock.")).isVisible();
        click("Back to the real time");
        assertThat(page.getByText("The real time.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void saysWhyAnActionWasRefusedUntilTheSectionIsLeft() {
        openSection("accounts");
        click("Delete Sample Company");
        click("Delete default?");
        assertThat(status()).hasText("Account default still owns apps; move or delete them first.");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Users"))
                .click();

        assertThat(status()).hasText("");
    }

    @Test
    void resetsAfterAskingBack() {
        wechat.removeUser("alice");
        openSection("state");
        click("Reset");
        assertThat(wechat.users()).doesNotContain(Sample.ALICE);
        click("Really reset everything?");

        assertThat(status()).containsText("Reset:");
        assertThat(wechat.users()).contains(Sample.ALICE);
    }

    @Test
    void importsWhatItExported() {
        openSection("state");
        Path exported =
                page.waitForDownload(() -> page.getByText("Download").click()).path();
        wechat.removeUser("alice");
        page.getByLabel("A state file").setInputFiles(exported);
        click("Import");
        click("Replace everything?");

        assertThat(status()).hasText("Imported.");
        assertThat(wechat.users()).contains(Sample.ALICE);
    }
}
