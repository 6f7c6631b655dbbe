package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.junit.WithWeChat;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrStatus;
import org.junit.jupiter.api.Test;

/** The console's sections for QR codes, requests, faults and the clock. */
@WithWeChat
class ConsoleInTheBrowserTest extends ConsoleInChromium {

    ConsoleInTheBrowserTest(WeChatEmulator wechat) {
        super(wechat);
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
    void offersTheWayBackItsOwnFaultsAndNoOthers() {
        openSection("faults");
        page.getByLabel("Endpoint").selectOption("callback");

        assertThat(page.locator("[name=kind] option:not(:disabled)"))
                .hasText(new String[] {"double_callback", "altered_state"});
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
        assertThat(rejected).containsText("Character 10: expected ends here, received continues with “i”.");
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

    /** A user may click before the emulator has responded to the change of the user. */
    @Test
    void actsForTheUserJustChosen() {
        visitor.openLogin(LoginPageTest.login());
        openSection("qrcodes");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan and allow")))
                .isEnabled();
        page.evaluate("""
                () => {
                  const user = document.getElementById('qr-user');
                  user.value = 'wang';
                  user.dispatchEvent(new Event('change'));
                  [...document.querySelectorAll('button')].find((one) => one.textContent === 'Scan and allow').click();
                }""");

        assertThat(status()).hasText("王小明 scanned and allowed.");
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
}
