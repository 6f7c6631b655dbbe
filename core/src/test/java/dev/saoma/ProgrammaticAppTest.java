package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.ScannedPeople;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app without a folder, whose instances are defined by a program. */
class ProgrammaticAppTest {
    private static final WeChatInstance MINE =
            new WeChatInstance("MyWeChatLogin", "WeChat", "wx1", Secret.of(AppFolder.CANARY));

    @TempDir
    private Path folder;

    @Test
    void logsInAndKeepsItsDataInTheFolderThatItIsTold() {
        var people = new ScannedPeople();
        try (var wechat = new WeChatStub(people)) {
            people.scan("first", "oAnn-wx1", "uAnn01");
            people.scan("second", "oAnn-wx1", "uAnn01");
            AppBuilder builder =
                    App.builder().instance(MINE).wechat(wechat.settings()).data(folder.resolve("kept"));
            try (App app = builder.open()) {
                app.getElement(TestApp.MINE, WeChatLogin.class).bind("user123", "first");
            }

            try (App again = builder.open()) {
                var login = again.getElement(TestApp.MINE, WeChatLogin.class);
                assertThat(login.getLoginCode("second").corpList()).isEmpty();
                assertThat(login.title()).isEqualTo("WeChat");
                assertThat(again.users().find(new UserId("user123"))).isPresent();
            }
        }
        assertThat(folder.resolve("kept/saoma.db")).isNotEmptyFile();
    }

    @Test
    void takesEveryValueAsItIs() {
        var given = new WeChatInstance(
                "Second", "{{NAME}}", "wx2", Secret.of("{{SECRET}}"), Registration.TICKET, "shops", false);

        try (App app = open(MINE, given)) {
            var login = app.getElement("auths.loginTypes.Second", WeChatLogin.class);

            assertThat(login.title()).isEqualTo("{{NAME}}");
            assertThat(login.authConfig().appSecret().reveal()).isEqualTo("{{SECRET}}");
            assertThat(login.registration()).isEqualTo(Registration.TICKET);
            assertThat(login.isActive()).isFalse();
            assertThat(app.loginInstances()).extracting(LoginInstance::name).containsExactly("MyWeChatLogin", "Second");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bad, ' ',  wx1,    s,  default, saoma.instances.Bad.title",
        "Bad, Name, w x,    s,  default, saoma.instances.Bad.app-id",
        "Bad, Name, '',     s,  default, saoma.instances.Bad.app-id",
        "Bad, Name, wx1,    '', default, saoma.instances.Bad.app-secret",
        "Bad, Name, wx1,    s,  a b,     saoma.instances.Bad.open-platform",
        "a-b, Name, wx1,    s,  default, saoma.instances.a-b",
        "a.b, Name, wx1,    s,  default, saoma.instances.a.b",
        "WeChatType, Name, wx1, s, default, saoma.instances.WeChatType"
    })
    void namesThePropertyAtFault(
            String name, String title, String appId, String secret, String openPlatform, String key) {
        var given = new WeChatInstance(name, title, appId, Secret.of(secret), Registration.DENY, openPlatform, true);

        var fault = catchThrowableOfType(ConfigException.class, () -> open(MINE, given));

        assertThat(fault.key()).isEqualTo(key);
        assertThat(fault.file()).isEqualTo("settings");
        assertThat(fault.getMessage()).doesNotContain(AppFolder.CANARY).doesNotContain("{{");
    }

    @Test
    void showsNoSecretInText() {
        assertThat(MINE + " " + MINE.element()).doesNotContain(AppFolder.CANARY);
    }

    @Test
    void needsAPlaceForItsData() {
        assertThatIllegalStateException()
                .isThrownBy(() -> App.builder().instance(MINE).open())
                .withMessageContaining("data(folder)");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        AppFolder.example(folder);

        assertThatIllegalStateException()
                .isThrownBy(() -> App.builder(folder).instance(MINE))
                .withMessageContaining("stand in that folder");
        assertThatIllegalStateException()
                .isThrownBy(() -> App.builder().instance(MINE).instance(MINE.with(Registration.OPEN)))
                .withMessageContaining("twice");
    }

    private static App open(WeChatInstance... instances) {
        AppBuilder builder = App.builder().store(new MemoryStore());
        for (WeChatInstance instance : instances) {
            builder.instance(instance);
        }
        return builder.open();
    }
}
