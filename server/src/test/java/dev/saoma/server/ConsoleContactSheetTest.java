package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.ContactSheet;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Screenshots of the console on two sheets: ten planted failures, and the way from an empty folder to a login. Requires
 * -Dsaoma.contact-sheet=DIR; the command is in {@code docs/browser-tests.md}.
 */
@ExtendWith(SharedChromium.class)
@EnabledIfSystemProperty(named = ContactSheet.PROPERTY, matches = ".+")
class ConsoleContactSheetTest {
    private static final int MOST_BYTES = 400_000;
    private static final int NARROW = 320;

    @TempDir
    private Path folder;

    private static NewContextOptions options(String locale, ColorScheme scheme, int width) {
        return new NewContextOptions().setLocale(locale).setColorScheme(scheme).setViewportSize(width, 900);
    }

    @Test
    void showsTheFailures(Chromium chromium) throws Exception {
        var sheet = new ContactSheet("failures", 400);
        try (var planted = PlantedFailures.in(folder);
                var english = visit(planted.site(), chromium, options("en", ColorScheme.LIGHT, 640));
                var chinese = visit(planted.site(), chromium, options("zh-CN", ColorScheme.DARK, NARROW));
                var light = visit(planted.site(), chromium, options("zh-CN", ColorScheme.LIGHT, 1_280));
                var dark = visit(planted.site(), chromium, options("en", ColorScheme.DARK, 1_280))) {
            sheet.add("Logins, zh-CN, light", top(light, "/logins", 1_400), 620);
            sheet.add("Logins, en, dark", top(dark, "/logins", 1_400), 620);
            Map<String, byte[]> wide = failures(english);
            Map<String, byte[]> narrow = failures(chinese);
            wide.forEach((failure, picture) -> {
                sheet.add(failure, picture);
                sheet.add(failure + ", zh-CN", narrow.get(failure), 203);
            });
            assertThat(sheet.write(english.page().context())).isLessThan(MOST_BYTES);
        }
    }

    private static ConsoleVisit visit(Site site, Chromium chromium, NewContextOptions options) {
        var visit = new ConsoleVisit(site, chromium, options);
        visit.page().navigate(site.server().publicUrl() + "/console");
        visit.page().locator("#key").fill(Site.ADMIN_KEY);
        visit.page().keyboard().press("Enter");
        assertThat(visit.page().locator(".who .tag")).isVisible();
        return visit;
    }

    /** Returns the upper part of a page. */
    private static byte[] top(ConsoleVisit visit, String place, int height) {
        visit.open(place);
        Page page = visit.page();
        return page.screenshot(new Page.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(90)
                .setFullPage(true)
                .setClip(new Clip(0, 0, page.viewportSize().width, height)));
    }

    private static Map<String, byte[]> failures(ConsoleVisit visit) {
        var pictures = new LinkedHashMap<String, byte[]>();
        for (String code : PlantedFailures.STEPS.keySet()) {
            visit.open("/logins?code=" + code);
            Locator attempt = visit.page().locator(".attempts details").first();
            if (attempt.isVisible()) {
                attempt.locator("summary").click();
                pictures.put(code, picture(attempt));
            } else {
                pictures.put(code, picture(visit.page().locator("[aria-labelledby=stored]")));
            }
        }
        Locator findings = visit.page().locator("[aria-labelledby=findings] li");
        pictures.put("clock", picture(findings.first()));
        pictures.put("none-returned", picture(findings.last()));
        return pictures;
    }

    private static byte[] picture(Locator of) {
        return of.screenshot(
                new Locator.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(90));
    }

    @Test
    void showsTheWizard(Chromium chromium) throws Exception {
        var sheet = new ContactSheet("wizard", 405);
        try (var narrow = new Journey(folder.resolve("narrow"), chromium, options("zh-CN", ColorScheme.DARK, NARROW));
                var wide = new Journey(folder.resolve("wide"), chromium, options("zh-CN", ColorScheme.LIGHT, 1_280))) {
            narrow.run();
            wide.run();
            wide.pictures.forEach(sheet::add);
            narrow.pictures.forEach((step, picture) -> sheet.add(step, picture, 147));
            assertThat(sheet.write(wide.visit.page().context())).isLessThan(MOST_BYTES);
        }
    }

    /** From an empty folder to a login, in Chinese. */
    private static final class Journey implements AutoCloseable {
        private final Map<String, byte[]> pictures = new LinkedHashMap<>();
        private final Site site;
        private final ConsoleVisit visit;
        private final Page page;

        Journey(Path folder, Chromium chromium, NewContextOptions options) throws Exception {
            site = Site.withoutMethods(Files.createDirectories(folder));
            visit = new ConsoleVisit(site, chromium, options);
            page = visit.page();
        }

        void run() {
            site.wechat().put(User.named("wang", "王小明"));
            page.navigate(site.server().setupLink().orElseThrow().toString());
            visit.settle();
            take(page, "1 设置链接");
            page.locator("[aria-labelledby=first] a").click();
            connect();
            test();
            visit.button("启用").click();
            assertThat(page.locator("main pre").nth(1)).isVisible();
            take(page, "7 已启用");
            page.locator("main a.button[href$='#/']").click();
            visit.button("邀请第一位用户").click();
            page.locator("#dialog[open] form .button:not(.quiet)").click();
            assertThat(page.locator("#invitation")).isVisible();
            take(page, "8 邀请");
            accept(page.locator("#invitation").inputValue());
        }

        private void connect() {
            assertThat(page.locator("#f-title")).isVisible();
            take(page, "2 连接");
            page.locator("#f-title").fill("商城登录");
            page.locator("#f-name").fill("ShopLogin");
            page.locator("#f-appId").fill(Sample.APP.appid());
            page.locator("#f-way").selectOption("typed");
            page.locator("#f-typed").fill(Sample.APP.secret());
            assertThat(page.locator(".preview pre").first()).containsText("\"sealed:1:");
            take(page, "3 连接，已填写");
            visit.button("保存并测试").click();
        }

        private void test() {
            visit.button("立即扫码").click();
            assertThat(page.locator(".steps li")).isVisible();
            page.locator("#test-frame").contentFrame().locator("img.qrcode").evaluate("image => image.decode()");
            take(page, "4 测试");
            visit.scanIn(page.locator("#test-frame"), "wang");
            assertThat(page.locator("#test-outcome")).isVisible();
            take(page, "5 测试结果");
            visit.button("继续").click();
            assertThat(visit.button("启用")).isVisible();
            take(page, "6 启用");
        }

        private void accept(String invitation) {
            Page person = page.context().newPage();
            person.navigate(invitation);
            assertThat(person.locator("#accept")).isVisible();
            take(person, "9 接受邀请");
            person.locator("#accept").click();
            visit.scanOn(person, "wang");
            assertThat(person.locator("#bound")).isVisible();
            take(person, "10 已绑定");
            person.navigate(site.server().publicUrl() + "/login");
            visit.scanOn(person, "wang");
            assertThat(person.locator("#name")).not().isEmpty();
            take(person, "11 登录成功");
            page.keyboard().press("Escape");
            visit.button("退出登录").click();
            assertThat(page.locator("#key")).isVisible();
            person.navigate(site.server().publicUrl() + "/console");
            take(person, "12 控制台登录");
            person.locator(".frame .button").first().click();
            assertThat(person.locator(".who .tag")).hasText("所有者");
            take(person, "13 所有者");
        }

        private void take(Page shown, String step) {
            pictures.put(
                    step,
                    shown.screenshot(new Page.ScreenshotOptions()
                            .setType(ScreenshotType.JPEG)
                            .setQuality(90)));
        }

        @Override
        public void close() {
            visit.close();
            site.close();
        }
    }
}
