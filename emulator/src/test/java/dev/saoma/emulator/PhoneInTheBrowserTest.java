package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The simulated phone in a real Chromium. */
@ExtendWith(SharedChromium.class)
class PhoneInTheBrowserTest {

    @Test
    void scansAndAllowsAsTheUserChosen(WatchedBrowser browser) {
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            String uuid = new Visitor(emulator).openLogin(LoginPageTest.login());
            Page page = browser.open(emulator.baseUrl() + "/connect/confirm?uuid=" + uuid);
            page.getByLabel("WeChat user").selectOption("wang");
            page.getByText("Scan and allow").click();
            assertThat(page.locator("#status")).containsText("Allowed");
            assertThat(emulator.qrCodes().get(0).status()).isEqualTo(QrStatus.ALLOWED);
            assertThat(emulator.qrCodes().get(0).userId()).isEqualTo(Optional.of("wang"));
        }
    }
}
