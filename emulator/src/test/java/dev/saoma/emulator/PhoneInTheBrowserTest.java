package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.saoma.emulator.qrcode.QrStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulated phone in a real Chromium. */
class PhoneInTheBrowserTest {

    @Test
    void scansAndAllowsAsTheUserChosen() {
        List<String> complaints = new ArrayList<>();
        try (Playwright playwright = Chromium.driver();
                Browser chromium = Chromium.launch(playwright);
                WeChatEmulator emulator = WeChatEmulator.start()) {
            String uuid = new Visitor(emulator).openLogin(LoginPageTest.login());
            Page page = chromium.newPage();
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
