package dev.saoma.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.emulator.junit.WithWeChat;
import dev.saoma.emulator.world.Sample;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The console's sections for apps, users, accounts, settings and the state. */
@WithWeChat
class ConsoleFormsInTheBrowserTest extends ConsoleInChromium {

    ConsoleFormsInTheBrowserTest(WeChatEmulator wechat) {
        super(wechat);
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
    void changesAPasswordSoThatTokensAreVoid() {
        String tokens = "/sns/oauth2/refresh_token?grant_type=refresh_token&appid=" + Sample.APP.appid()
                + "&refresh_token="
                + visitor.json("/sns/oauth2/access_token?grant_type=authorization_code&appid="
                                + Sample.APP.appid() + "&secret=" + Sample.APP.secret() + "&code="
                                + wechat.issueCode(Sample.APP.appid(), "alice"))
                        .get("refresh_token")
                        .asString();
        openSection("users");
        click("Change the password of alice");

        assertThat(status()).containsText("alice changed the password");
        assertThat(visitor.get(tokens).body()).contains("42007");
    }

    @Test
    void changesASettingAtOnceAndBack() {
        openSection("settings");
        page.getByLabel("Value of staleCodeErrcode").selectOption("42003");
        assertThat(status()).hasText("staleCodeErrcode is 42003 now.");
        assertThat(visitor.get("/_emulator/settings").body()).contains("\"staleCodeErrcode\":42003");
        click("Set staleCodeErrcode back to its default");

        assertThat(status()).hasText("staleCodeErrcode is 40029 now.");
        assertThat(visitor.get("/_emulator/settings").body()).contains("\"staleCodeErrcode\":40029");
    }

    @Test
    void keepsASettingWhoseNewValueIsRefused() {
        openSection("settings");
        type("Value of pageErrorStatus", "99");
        page.keyboard().press("Tab");

        assertThat(status()).hasText("PageErrorStatus must be a status from 200 to 599.");
        assertThat(page.getByLabel("Value of pageErrorStatus")).hasValue("200");
    }

    @Test
    void tellsTheLineThatSetsTheSame() {
        openSection("settings");
        page.locator("summary").nth(1).click();

        assertThat(page.locator("details[open] code"))
                .hasText("curl -H 'Content-Type: application/json' -d '{\"staleCodeErrcode\":42003}' '"
                        + wechat.baseUrl() + "/_emulator/settings'");
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
