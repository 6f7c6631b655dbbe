package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Reply;
import dev.saoma.testing.SharedChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server whose app folder is read-only, as in an image: a mount of its own, or a user without the permission. */
@ExtendWith(SharedChromium.class)
@Timeout(180)
class ReadOnlyFolderTest {
    private static final String ELEMENTS = "/api/admin/elements";
    private static final String MINE = ELEMENTS + "/auths.loginTypes.MyWeChatLogin";
    private static final String NEW = ELEMENTS + "/auths.loginTypes.Portal";
    private static final String FIELDS = """
            {"type":"auths.loginTypes.WeChatType","title":"Portal","appId":"wx0123456789abcdef",
             "secret":{"typed":"5a0a5a0a5a0a5a0a5a0a5a0a5a0a5a0a"}}""";

    @TempDir
    private Path folder;

    private Path app;
    private List<String> program;
    private Map<String, String> before;

    @BeforeEach
    void write() throws Exception {
        app = folder.resolve("app");
        Site.write(app.resolve("app.json"), "{\"appId\":\"test.Shop\"}");
        Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), Sample.APP.secret(), "open");
        before = texts();
        program = program();
    }

    /** Returns a program that runs a command to which the folder is read-only. */
    private List<String> program() throws Exception {
        permit("r-xr-xr-x");
        var mounted = List.of(
                "unshare", "--mount", "sh", "-c", "mount --bind -o ro \"$0\" \"$0\" && exec \"$@\"", app.toString());
        for (List<String> each : List.of(List.<String>of(), mounted)) {
            if (run(each, "true") == 0
                    && run(each, "touch", app.resolve("touched").toString()) != 0) {
                return each;
            }
            Files.deleteIfExists(app.resolve("touched"));
        }
        assertThat(System.getenv("SAOMA_REQUIRE_ALL")).as("a read-only folder").isNotEqualTo("true");
        System.out.println("SKIPPED: this user writes everywhere and cannot mount, so no read-only folder was tried");
        return Assumptions.abort("no read-only folder");
    }

    private static int run(List<String> program, String... command) throws Exception {
        var all = new ArrayList<>(program);
        all.addAll(List.of(command));
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Sets the permissions of all folders, which the deletion of the test's folder needs. */
    @AfterEach
    void permit() throws IOException {
        permit("rwxr-xr-x");
    }

    private void permit(String permissions) throws IOException {
        try (Stream<Path> all = Files.walk(app)) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
            }
        }
    }

    private ServingChild serve(String elements) throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("saoma.mode", "development");
        settings.put("saoma.port", "0");
        settings.put("saoma.management.port", "0");
        settings.put("saoma.app", app.toString());
        settings.put("saoma.data", folder.resolve("data").toString());
        settings.put("saoma.console", "public");
        settings.put("saoma.admin-key", Site.ADMIN_KEY);
        settings.put("saoma.seal-key", Site.SEAL_KEY);
        settings.put("saoma.elements", elements);
        return ServingChild.startBy(program, folder, settings);
    }

    private static Browser admin(ServingChild server) {
        var browser = new Browser(server.server());
        browser.with("Authorization: Bearer " + Site.ADMIN_KEY);
        return browser;
    }

    private static String match(Browser admin, String path) {
        return "If-Match: " + admin.get(path).header("ETag");
    }

    private Map<String, String> texts() throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void isShownAsSuchAndNamesTheWayOut() throws Exception {
        try (ServingChild server = serve("folder")) {
            Browser admin = admin(server);
            Reply list = admin.get(ELEMENTS);

            assertThat(list.json().path("isWritable").asBoolean(true)).isFalse();
            assertThat(list.text("reason")).contains("cannot be written", "saoma.elements=database");
            assertThat(list.json().path("elements").path(0).path("isEditable").asBoolean(true))
                    .isFalse();
            for (Reply refused : List.of(
                    admin.put(MINE, "{\"title\":\"Ours\"}", match(admin, MINE)),
                    admin.put(NEW, FIELDS, "If-None-Match: *"),
                    admin.call("DELETE", MINE, "{}", match(admin, MINE)))) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(409);
                assertThat(refused.code()).isEqualTo("elements_read_only");
                assertThat(refused.body()).contains("saoma.elements=database").doesNotContain(folder.toString());
            }
            assertThat(admin.get(MINE + "/versions").json()).isEmpty();
        }
        assertThat(texts()).isEqualTo(before);
    }

    @Test
    void isReadOnlyInTheConsole(Chromium chromium) throws Exception {
        try (ServingChild server = serve("folder");
                var context = chromium.browser().newContext(new NewContextOptions().setLocale("zh-CN"))) {
            Page page = context.newPage();
            page.navigate(server.server() + "/console");
            page.locator("#key").fill(Site.ADMIN_KEY);
            page.keyboard().press("Enter");
            page.locator("nav a[href$='#/instances']").click();

            assertThat(page.locator(".banner.note")).containsText("设置 saoma.elements=database 可存入数据库");
            assertThat(page.getByText("新建登录方式")).isHidden();
            page.locator("tbody a[href*='MyWeChatLogin']").first().click();
            assertThat(page.locator("input[id=f-title]")).hasAttribute("readonly", "");
            assertThat(page.getByText("停用", new Page.GetByTextOptions().setExact(true)))
                    .isHidden();
            assertThat(page.locator("main")).containsText("登录方式在此只能查看");
            assertThat(page.getByText("来自被扩展的应用")).isHidden();
        }
    }

    @Test
    void isOverriddenInTheDatabase() throws Exception {
        for (String mode : List.of("database", "both")) {
            try (ServingChild server = serve(mode)) {
                Browser admin = admin(server);
                assertThat(admin.get(ELEMENTS).json().path("isWritable").asBoolean())
                        .isTrue();
                assertThat(admin.get(MINE).json().path("isEditable").asBoolean())
                        .isTrue();

                Reply override = admin.put(MINE, "{\"title\":\"Ours\"}", match(admin, MINE));
                Reply created = admin.put(NEW, FIELDS, "If-None-Match: *");

                assertThat(override.text("store")).as(override.body()).isEqualTo("database");
                assertThat(override.json().path("overridden").path("store").asString())
                        .isEqualTo("folder");
                assertThat(created.text("store")).as(created.body()).isEqualTo("database");
                for (String path : List.of(MINE, NEW)) {
                    assertThat(admin.call("DELETE", path, "{}", match(admin, path))
                                    .status())
                            .isEqualTo(204);
                }
                assertThat(admin.get(MINE).text("title")).isEqualTo("WeChat Login");
            }
        }
        assertThat(texts()).isEqualTo(before);
    }
}
