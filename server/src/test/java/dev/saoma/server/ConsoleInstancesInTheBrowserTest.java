package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The login methods of the console, in a real Chromium: changed by two people, restored, deleted, copied. */
@ExtendWith(SharedChromium.class)
class ConsoleInstancesInTheBrowserTest {
    static final String FULL_NAME = "auths.loginTypes." + Site.INSTANCE;
    private static final String PLACE = "/instances/" + FULL_NAME;
    private static final String ADDRESS = "/api/admin/elements/" + FULL_NAME;

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.withConsole(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private String stored(String member) {
        return site.admin().get(ADDRESS).json().path(member).asString();
    }

    private void saveAsSomebodyElse(String body) {
        Browser other = site.admin();
        other.with("If-Match: " + stored("etag"));
        assertThat(other.put(ADDRESS, body).status()).isEqualTo(200);
    }

    private static Locator inDialog(Page page, String button) {
        return page.locator("#dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Nothing is merged, and nothing that was typed is lost. */
    @Test
    void showWhatSomebodyElseSavedMeanwhile(Chromium chromium) {
        saveAsSomebodyElse("{\"title\":\"Before\"}");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", PLACE);
            field(page, "Title").fill("Mine");
            saveAsSomebodyElse("{\"title\":\"Theirs\",\"registration\":\"ticket\"}");
            visit.button("Save").click();

            Locator conflict = page.locator("[aria-labelledby=conflict]");
            assertThat(conflict).isFocused();
            assertThat(conflict.locator(".compare").first().locator("mark"))
                    .hasText(new String[] {"  \"title\": \"Before\"", "  \"title\": \"Theirs\"", "  \"title\": \"Mine\""
                    });
            assertThat(field(page, "Title")).hasValue("Mine");
            assertThat(stored("title")).isEqualTo("Theirs");
            visit.check("a conflict");

            visit.button("Continue with mine").click();
            assertThat(conflict).isHidden();
            field(page, "Reason").fill("ours is the better one");
            visit.button("Save").click();
            assertThat(page.locator("#done")).hasText("Saved. It is in effect now.");
            assertThat(stored("title")).isEqualTo("Mine");
            assertThat(site.admin()
                            .get(ADDRESS + "/versions")
                            .json()
                            .path(0)
                            .path("reason")
                            .asString())
                    .isEqualTo("ours is the better one");
        }
    }

    @Test
    void takeWhatSomebodyElseSaved(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", PLACE);
            field(visit.page(), "Title").fill("Mine");
            saveAsSomebodyElse("{\"title\":\"Theirs\"}");
            visit.button("Save").click();
            visit.button("Take theirs, discard mine").click();

            assertThat(field(visit.page(), "Title")).hasValue("Theirs");
            assertThat(visit.heading("Theirs")).isVisible();
        }
    }

    @Test
    void areRestoredFromTheirHistory(Chromium chromium) {
        saveAsSomebodyElse("{\"title\":\"First\",\"reason\":\"a better title\"}");
        saveAsSomebodyElse("{\"title\":\"Second\"}");
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", PLACE);
            page.getByText("History").click();
            Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("a better title"));
            row.getByRole(AriaRole.BUTTON).click();

            assertThat(page.locator("#version")).isFocused();
            assertThat(page.locator(".compare mark").first()).containsText("First");
            visit.check("a version");
            visit.button("Restore this version").click();
            inDialog(page, "Restore this version").click();
            assertThat(page.locator("tbody tr").first()).containsText("Restored");
            assertThat(stored("title")).isEqualTo("First");
        }
    }

    @Test
    void areDeletedByTheirNameAndComeBack(Chromium chromium) {
        // A secret in clear is in no version, so only a sealed one comes back.
        saveAsSomebodyElse("{\"title\":\"To keep\",\"secret\":{\"typed\":\"%s\"}}".formatted(Sample.APP.secret()));
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signInWithKey(PLACE);
            visit.button("Delete").click();
            page.getByLabel("Type the name " + Site.INSTANCE + " to confirm").fill("Another");
            inDialog(page, "Delete").click();
            assertThat(page.locator("#dialog[open] .fault")).hasText("This is not the text to type.");
            page.getByLabel("Type the name " + Site.INSTANCE + " to confirm").fill(Site.INSTANCE);
            inDialog(page, "Delete").click();

            assertThat(page.getByText("This login method is deleted.")).isVisible();
            assertThat(site.admin().get(ADDRESS).status()).isEqualTo(404);
            page.locator("tbody tr", new Page.LocatorOptions().setHasText("Saved"))
                    .getByRole(AriaRole.BUTTON)
                    .click();
            visit.button("Restore this version").click();
            inDialog(page, "Restore this version").click();
            assertThat(visit.heading("To keep")).isVisible();
            assertThat(stored("title")).isEqualTo("To keep");
        }
    }

    /** No version has a secret in clear. */
    @Test
    void askForTheSecretThatNoVersionHas(Chromium chromium) {
        saveAsSomebodyElse("{\"title\":\"To keep\"}");
        Browser key = site.admin();
        key.with("If-Match: " + stored("etag"));
        assertThat(key.call("DELETE", ADDRESS, "{}").status()).isEqualTo(204);
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signInWithKey(PLACE + "?step=history");
            page.locator("tbody tr", new Page.LocatorOptions().setHasText("Saved"))
                    .getByRole(AriaRole.BUTTON)
                    .click();
            visit.button("Restore this version").click();
            assertThat(page.locator("#dialog[open]")).containsText("Secrets in clear are in no version.");
            inDialog(page, "Restore this version").click();
            assertThat(field(page, "AppSecret, typed")).isFocused();
            assertThat(field(page, "AppSecret, typed")).hasAttribute("type", "password");
            visit.check("a secret that is asked for");
            field(page, "AppSecret, typed").fill(Sample.APP.secret());
            inDialog(page, "Restore this version").click();

            assertThat(visit.heading("To keep")).isVisible();
            assertThat(site.admin()
                            .get(ADDRESS)
                            .json()
                            .path("secret")
                            .path("kind")
                            .asString())
                    .isEqualTo("sealed");
            assertThat(site.browser().login(site.code("alice")).status()).isEqualTo(201);
        }
    }

    /** A fault of the loader is shown where it is, and nothing is written. */
    @Test
    void areEditedAsFiles(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", PLACE);
            visit.button("Source").click();
            Locator file = page.locator("textarea").nth(1);
            String text = file.inputValue();
            assertThat(text).contains("\"appSecret\": \"<unchanged>\"");
            file.fill(text.replace("\"open\"", "\"opened\""));
            assertThat(page.locator("form .fault")).containsText("registration");
            visit.button("Save").click();
            assertThat(page.locator("[data-problem]")).isFocused();
            assertThat(stored("registration")).isEqualTo("open");
            visit.check("a fault in the source");

            file.fill(text.replace("\"open\"", "\"ticket\""));
            assertThat(page.locator("form [role=status]")).containsText("othing to correct");
            visit.button("Save").click();
            assertThat(page.locator("#done")).hasText("Saved. It is in effect now.");
            assertThat(stored("registration")).isEqualTo("ticket");
            site.wechat().put(User.named("bob", "Bob"));
            assertThat(site.browser().login(site.code("bob")).status()).isEqualTo(403);
        }
    }

    @Test
    void keepWhatWasTypedIntoTheSource(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", PLACE);
            visit.button("Source").click();
            page.locator("textarea").first().fill("{}");
            visit.button("Fields").click();
            inDialog(page, "Cancel").click();
            assertThat(page.locator("textarea").first()).hasValue("{}");
            visit.button("Fields").click();
            inDialog(page, "Discard the changes").click();
            assertThat(field(page, "Title")).hasValue("WeChat Login");
        }
    }

    @Test
    void areSwitchedOffAfterAQuestion(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signInWithKey(PLACE);
            visit.button("Switch off").click();
            inDialog(visit.page(), "Switch off").click();
            assertThat(visit.button("Switch on")).isVisible();
            assertThat(site.admin().get(ADDRESS).json().path("isActive").asBoolean())
                    .isFalse();
            visit.button("Switch on").click();
            assertThat(visit.button("Switch off")).isVisible();
        }
    }

    /** A method of an app that this one extends stays as it is there. */
    @Test
    void areOverriddenAndShownAgain(Chromium chromium) {
        String inherited = "auths.loginTypes.Inherited";
        site.restart(() -> {
            Site.write(folder.resolve("base/app.json"), "{\"appId\":\"test.Base\"}");
            Path element = folder.resolve("base/auths/loginTypes/Inherited");
            Site.write(element.resolve("e.json"), "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Theirs\"}");
            Site.write(
                    element.resolve("Inherited.json"),
                    "{\"authConfig\":{\"appId\":\"wx00000000000000bb\",\"appSecret\":\"{{NOT_SET:none}}\"}}");
            Site.write(
                    folder.resolve("app/app.json"),
                    "{\"appId\":\"test.Shop\",\"extends\":[{\"appId\":\"test.Base\"}]}");
        });
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances");
            Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("Theirs"));
            assertThat(row).containsText("Inherited");
            visit.open("/instances/" + inherited);
            assertThat(visit.button("Delete")).isHidden();
            field(page, "Title").fill("Ours");
            visit.button("Save as override").click();
            assertThat(visit.heading("Ours")).isVisible();
            visit.open("/instances");
            assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("Ours")))
                    .containsText("Overrides");
            visit.open("/instances/" + inherited);
            visit.button("Delete").click();
            assertThat(page.locator("#dialog[open]")).containsText("The method that it hides is in effect again.");
            page.getByLabel("Type the name Inherited to confirm").fill("Inherited");
            inDialog(page, "Delete").click();
            assertThat(visit.heading("Theirs")).isVisible();
        }
    }

    @Test
    void areOverriddenInTheDatabase(Chromium chromium) throws Exception {
        site.close();
        site = Site.withConsole(folder, ElementsMode.DATABASE);
        Path file = folder.resolve("app/auths/loginTypes/" + Site.INSTANCE + "/e.json");
        String before = Files.readString(file);
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", PLACE);
            assertThat(visit.button("Switch off")).isHidden();
            field(page, "Title").fill("Stored");
            visit.button("Save as override").click();
            assertThat(visit.heading("Stored")).isVisible();
            assertThat(visit.button("Save")).isVisible();
            visit.open("/instances");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody tr")).containsText("Overrides");
        }
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void sayThatTheOverriddenOneHasChangedSince(Chromium chromium) throws Exception {
        site.close();
        site = Site.withConsole(folder, ElementsMode.DATABASE);
        saveAsSomebodyElse("{\"title\":\"Ours\"}");
        Site.instance(folder, Site.INSTANCE, "wx00000000000000cc", Sample.APP.secret(), "open");
        Eventually.holds(
                "the folder has changed",
                () -> site.admin()
                        .get(ADDRESS)
                        .json()
                        .path("overridden")
                        .path("hasChanged")
                        .asBoolean());
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody tr")).containsText("The overridden one has changed");
            visit.check("a list with a changed folder");
            visit.open(PLACE);
            assertThat(page.locator("main")).containsText("The overridden one has changed since");
            page.locator("summary", new Page.LocatorOptions().setHasText("Overrides"))
                    .click();
            assertThat(page.locator(".compare mark")
                            .filter(new Locator.FilterOptions().setHasText("wx00000000000000cc")))
                    .isVisible();
            visit.check("a comparison with the folder");
        }
    }

    @Test
    void sayThatFilesAreNotInUse(Chromium chromium) {
        Site.instance(folder, Site.INSTANCE, "not an AppID", Sample.APP.secret(), "open");
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", "/instances");
            assertThat(visit.page().locator("tbody tr")).containsText("Not in use");
            visit.open(PLACE);
            assertThat(visit.page().locator("main")).containsText("Not in use: just written, or at fault");
        }
    }

    @Test
    void haveTheFieldsOfTheirOwnType(Chromium chromium) {
        site.restart(() -> Site.write(folder.resolve("app/auths/loginTypes/ShopType/e.json"), """
                {"type": "auths.loginTypes.Meta", "title": "Shop", "backendBundleEntry": "dev.saoma.wechat.WeChatType",
                 "fields": [{"key": "shop.region", "label": {"en": "Region", "zh": "地区"}, "kind": "choice",
                             "choices": ["north", "south"], "isRequired": true, "default": "north"},
                            {"key": "shop.members", "label": {"en": "Members only", "zh": "仅限会员"}, "kind": "boolean"}]}"""));
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances/new");
            assertThat(field(page, "Region")).isHidden();
            field(page, "Type").selectOption("auths.loginTypes.ShopType");
            field(page, "Title").fill("North shop");
            field(page, "AppID").fill("wx0123456789abcdef");
            field(page, "AppSecret").selectOption("typed");
            field(page, "AppSecret, typed").fill("0123456789abcdef0123456789abcdef");
            field(page, "Region").selectOption("south");
            field(page, "Members only").check();
            assertThat(page.locator(".preview pre").nth(1)).containsText("\"region\": \"south\"");
            visit.check("an own Type");
            visit.button("Save and test").click();
            assertThat(page.locator("[aria-current=step]")).hasText("Test");
            visit.open("/instances/auths.loginTypes.NorthShop");
            assertThat(field(page, "Region")).hasValue("south");
            assertThat(field(page, "Members only")).isChecked();
        }
    }

    @Test
    void areCopiedWithoutTheirSecret(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("own", "owner", PLACE);
            visit.page().getByText("Duplicate").click();

            assertThat(field(visit.page(), "Title")).hasValue("WeChat Login");
            assertThat(field(visit.page(), "Name")).hasValue("WeChatLogin");
            assertThat(field(visit.page(), "Name of the variable")).hasValue("WECHAT_APP_SECRET");
            assertThat(visit.page().locator(".preview pre").first()).containsText("{{WECHAT_APP_SECRET}}");
        }
    }

    @Test
    void sayWhatIsWrongAndLeadThere(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances/new");
            field(page, "Name").fill("myWECHATlogin");
            visit.button("Save and test").click();

            assertThat(page.locator("[data-problem]")).isFocused();
            assertThat(page.locator("[data-problem] li")).hasText(new String[] {
                "Title: Fill in this field.", "Name: This name is in use.", "AppID: Fill in this field."
            });
            visit.check("faults");
            visit.button("AppID: Fill in this field.").click();
            assertThat(field(page, "AppID")).isFocused();
            assertThat(field(page, "AppID")).hasAttribute("aria-invalid", "true");
        }
    }

    @Test
    void areOnlyReadByAViewerAndTriedByAnOperator(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("vic", "viewer", PLACE);
            assertThat(field(visit.page(), "Title")).not().isEditable();
            for (String button : List.of("Save", "Delete", "Switch off")) {
                assertThat(visit.button(button)).isHidden();
            }
            assertThat(visit.page().getByText("Duplicate")).isHidden();
            visit.open("/instances");
            assertThat(visit.page().getByText("New login method")).isHidden();
        }
        try (var visit = new ConsoleVisit(site, chromium)) {
            visit.signIn("ann", "operator", PLACE);
            assertThat(visit.button("Save")).isHidden();
            visit.page()
                    .getByText("Test", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(visit.button("Scan now")).isVisible();
        }
    }

    /** The preview is the component itself, without a request to the service. */
    @Test
    void showTheLoginPageAsPeopleWillSeeIt(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signIn("own", "owner", "/instances/new");
            long before = attempts();
            visit.button("Login page").click();
            Locator login = page.locator(".stage wechat-login");
            assertThat(login).hasAttribute("state", "waiting");
            assertThat(login.locator("iframe")).hasAttribute("src", Pattern.compile("/console/sample$"));
            visit.check("the preview of the login page");
            visit.button("Known person").click();
            assertThat(login).hasAttribute("state", "success");
            visit.button("New person").click();
            assertThat(login).hasAttribute("state", "error");
            page.getByLabel("Everybody, after a question").check();
            assertThat(login).hasAttribute("state", "choosing");
            page.locator("input[value=open]").check();
            assertThat(login).hasAttribute("state", "success");
            visit.button("Refused on the phone").click();
            assertThat(login).containsText("The login was cancelled.");
            assertThat(attempts()).isEqualTo(before);
        }
    }

    private long attempts() {
        return site.admin().get("/api/admin/flow").json().size();
    }
}
