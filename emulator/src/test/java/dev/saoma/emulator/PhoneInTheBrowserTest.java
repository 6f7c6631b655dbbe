package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulated phone in a real Chromium. */
class PhoneInTheBrowserTest {

    @Test
    void scansAndAllowsAsTheUserChosen() {
        List<String> complaints = new ArrayList<>();
        try (Chromium chromium = Chromium.launch();
                WeChatEmulator emulator = WeChatEmulator.start()) {
            String uuid = new Visitor(emulator).openLogin(LoginPageTest.login());
            Page page = chromium.browser().newPage();
            page.onPageError(complaints::add);
            page.navigate(emulator.baseUrl() + "/connect/confirm?uuid=" + uuid);
            page.getByLabel("WeChat user").selectOption("wang");
            page.getByText("Scan and allow").click();
            assertThat(page.locator("#status")).containsText("Allowed");
            assertThat(emulator.qrCodes().get(0).status()).isEqualTo(QrStatus.ALLOWED);
            assertThat(emulator.qrCodes().get(0).userId()).isEqualTo(Optional.of("wang"));
        }
        assertThat(complaints).isEmpty();
    }
}
