package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.login.AttemptRequest;
import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes to files while the app is open. */
@Timeout(60)
class ReloadTest {
    private static final String MINE = "auths.loginTypes.MyWeChatLogin";
    private static final Duration OFTEN = Duration.ofMillis(20);

    private AppFolder folder;
    private App app;

    @BeforeEach
    void open(@TempDir Path path) {
        folder = AppFolder.example(path)
                .business("MyWeChatLogin", "wx1", "deny")
                .element("Second", "auths.loginTypes.WeChatType", "")
                .business("Second", "wx2", "deny");
        app = App.builder(path)
                .store(new MemoryStore())
                .environment(name -> Optional.empty())
                .reload(OFTEN)
                .open();
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void takesOverWhatABusinessFileSays() {
        folder.business("MyWeChatLogin", "wx9", "open");

        await(() -> mine().appId().value().equals("wx9"));
    }

    @Test
    void keepsTheInstanceWhoseFilesSayTheSame() {
        LoginInstance second = app.getElement("auths.loginTypes.Second", WeChatLogin.class);
        folder.business("MyWeChatLogin", "wx9", "deny");
        await(() -> mine().appId().value().equals("wx9"));

        assertThat(app.getElement("auths.loginTypes.Second")).isSameAs(second);
    }

    @Test
    void switchesAnInstanceOff() {
        folder.write(
                "auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json", "{'isActive':false,'authConfig':{'appId':'wx1'}}");

        await(() -> !mine().getLoginConfig().isActive());
    }

    @Test
    void findsANewInstance() {
        folder.element("Third", "auths.loginTypes.WeChatType", "").business("Third", "wx3", "deny");

        await(() -> app.loginInstances().stream().anyMatch(one -> one.name().equals("Third")));
    }

    @Test
    void losesAnInstanceThatIsGone() {
        folder.delete("auths/loginTypes/Second/e.json");

        await(() -> app.loginInstances().size() == 1);
        assertThat(Refusal.of(() -> app.getElement("auths.loginTypes.Second"))).isEqualTo("not_found");
    }

    @Test
    void keepsTheLastGoodStateAndGoesOnWhenMended() {
        folder.write("auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json", "{'authConfig':{'appId':'wx9'");
        folder.write("auths/loginTypes/Second/Second.json", "{'authConfig':{'appId':'wx8','appSecret':'x'}}");
        sleep();
        assertThat(mine().appId().value()).isEqualTo("wx1");
        assertThat(app.getElement("auths.loginTypes.Second", WeChatLogin.class)
                        .appId()
                        .value())
                .isEqualTo("wx2");

        folder.business("MyWeChatLogin", "wx10", "deny");

        await(() -> mine().appId().value().equals("wx10"));
        assertThat(app.getElement("auths.loginTypes.Second", WeChatLogin.class)
                        .appId()
                        .value())
                .isEqualTo("wx8");
    }

    @Test
    void doesNotTakeOverAnotherType() {
        folder.write(
                "auths/loginTypes/OwnType/e.json",
                "{'type':'auths.loginTypes.Meta','title':'Own','backendBundleEntry':'dev.saoma.HostileTypes'}");
        sleep();

        assertThat(Refusal.of(() -> app.getElement("auths.loginTypes.OwnType"))).isEqualTo("not_found");
    }

    @Test
    void makesAnAttemptVoidWhenTheApplicationChanged() {
        Token browser = Token.random();
        var request = new AttemptRequest(
                Intent.LOGIN, Display.PAGE, browser, URI.create("https://app.example/callback"), null, null, null);
        Token state = Token.parse(app.login().start(mine(), request).state()).orElseThrow();
        folder.business("MyWeChatLogin", "wx9", "deny");
        await(() -> mine().appId().value().equals("wx9"));

        assertThat(Refusal.of(() -> app.login().finish(mine(), browser, state, "code")))
                .isEqualTo("state_invalid");
    }

    private WeChatLogin mine() {
        return app.getElement(MINE, WeChatLogin.class);
    }

    private static void await(BooleanSupplier there) {
        for (int i = 0; i < 500 && !there.getAsBoolean(); i++) {
            sleep();
        }
        assertThat(there.getAsBoolean()).isTrue();
    }

    /** Sleeps for several reload intervals. */
    private static void sleep() {
        try {
            Thread.sleep(OFTEN.multipliedBy(4).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
