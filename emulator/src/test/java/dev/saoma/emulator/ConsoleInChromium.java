package dev.saoma.emulator;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.testing.SharedChromium;
import dev.saoma.testing.WatchedBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real Chromium, with methods to operate it. */
@ExtendWith(SharedChromium.class)
abstract class ConsoleInChromium {

    final WeChatEmulator wechat;
    final Visitor visitor;
    Page page;

    ConsoleInChromium(WeChatEmulator wechat) {
        this.wechat = wechat;
        visitor = new Visitor(wechat);
    }

    @BeforeEach
    void open(WatchedBrowser browser) {
        page = browser.context().newPage();
    }

    void openSection(String id) {
        page.navigate(wechat.baseUrl() + "/_emulator/#" + id);
    }

    void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }
}
