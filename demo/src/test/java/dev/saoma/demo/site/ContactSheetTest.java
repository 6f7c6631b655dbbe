package dev.saoma.demo.site;

import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import dev.saoma.demo.ShownDemo;
import dev.saoma.testing.ContactSheet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Screenshots of every state and page in both themes, wide and narrow, on a few sheets: {@code docs/contact-sheet-*.jpg}.
 * Requires -Dsaoma.contact-sheet=DIR; the command is in {@code docs/browser-tests.md}.
 */
@EnabledIfSystemProperty(named = ContactSheet.PROPERTY, matches = ".+")
class ContactSheetTest extends SiteTest {
    private static final int WIDE = 1_280;
    private static final int NARROW = 320;
    private static final int HEIGHT = 800;

    @TempDir
    private Path folder;

    @Test
    void showsTheElement() throws Exception {
        var pictures = new LinkedHashMap<String, byte[]>();
        Page page = States.open(visit);
        page.setViewportSize(360, HEIGHT);
        for (ColorScheme scheme : ColorScheme.values()) {
            if (scheme != ColorScheme.NO_PREFERENCE) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                for (String state : States.ALL) {
                    States.show(page, state);
                    pictures.put(state + " " + scheme.name().toLowerCase(Locale.ROOT), picture(login(page)));
                }
                Page waiting = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
                waiting.setViewportSize(360, HEIGHT);
                waiting.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                visit.attempt(waiting);
                waiting.frameLocator("iframe").locator("img.qrcode").waitFor();
                pictures.put("waiting " + scheme.name().toLowerCase(Locale.ROOT), picture(login(waiting)));
            }
        }
        sheet("element", 200, pictures);
    }

    @Test
    void showsThePages() throws Exception {
        try (var demo = new ShownDemo(folder)) {
            var scenes = new Scenes(sites, demo);
            Predicate<String> ofWeChat = Scenes::isOfTheEmulator;
            sheet("pages-light", 405, pictures(scenes, ofWeChat.negate(), WIDE, ColorScheme.LIGHT));
            sheet("pages-dark", 405, pictures(scenes, ofWeChat.negate(), WIDE, ColorScheme.DARK));
            Map<String, byte[]> narrow = pictures(scenes, ofWeChat.negate(), NARROW, ColorScheme.LIGHT);
            narrow.putAll(pictures(scenes, ofWeChat.negate(), NARROW, ColorScheme.DARK));
            sheet("pages-narrow", 147, narrow);
            Map<String, byte[]> wechat = pictures(scenes, ofWeChat, WIDE, ColorScheme.LIGHT);
            wechat.putAll(pictures(scenes, ofWeChat, WIDE, ColorScheme.DARK));
            sheet("emulator", 300, wechat);
        }
    }

    private Map<String, byte[]> pictures(Scenes scenes, Predicate<String> wanted, int width, ColorScheme scheme) {
        var pictures = new LinkedHashMap<String, byte[]>();
        scenes.names().stream().filter(wanted).forEach(name -> {
            var options = Scenes.options(name).setViewportSize(width, HEIGHT).setColorScheme(scheme);
            try (Visit one = visit(options)) {
                Page page = scenes.open(name, one);
                pictures.put(name + " " + scheme.name().toLowerCase(Locale.ROOT), page.screenshot(jpeg(80)));
            }
        });
        return pictures;
    }

    private static byte[] picture(Locator of) {
        return of.screenshot(
                new Locator.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(80));
    }

    private static Page.ScreenshotOptions jpeg(int quality) {
        return new Page.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(quality);
    }

    private void sheet(String name, int width, Map<String, byte[]> pictures) {
        var sheet = new ContactSheet(name, width);
        pictures.forEach(sheet::add);
        assertThat(sheet.write(visit.context())).isLessThan(500_000);
    }
}
