package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.logintype.LoginInstance;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.ScannedPeople;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many instances in one app, and two apps in one process. */
@Timeout(60)
class ManyAppsTest {
    private static final int INSTANCES = 60;

    private final ScannedPeople people = new ScannedPeople();

    @TempDir
    private Path folder;

    @Test
    void keepTheirInstancesApart() {
        try (var stub = new WeChatStub(people);
                App app = open("one", stub)) {
            assertThat(app.loginInstances()).extracting(LoginInstance::appId).doesNotHaveDuplicates();
            for (int i = 0; i < INSTANCES; i++) {
                wechat(app, i).bind("user" + i, people.scan("code-" + i, "oPerson" + i, null));
            }

            assertThat(model(app).count("Q(appId='wx7')")).isEqualTo(1);
            assertThat(model(app).count("")).isEqualTo(INSTANCES);
        }
    }

    @Test
    void keepTheirRowsApart() {
        try (var stub = new WeChatStub(people);
                App one = open("one", stub);
                App two = open("two", stub)) {
            wechat(one, 0).bind("ann", people.scan("code-1", "oAnn0001", null));

            assertThat(model(two).count("")).isZero();
            assertThat(Refusal.of(() -> wechat(two, 0).getLoginCode(people.scan("code-2", "oAnn0001", null))))
                    .isEqualTo("wechat_not_bound");
            assertThat(wechat(one, 0).getLoginCode(people.scan("code-3", "oAnn0001", null)))
                    .isNotNull();
        }
    }

    private App open(String name, WeChatStub stub) {
        AppFolder files = AppFolder.example(folder.resolve(name)).delete("auths/loginTypes/MyWeChatLogin/e.json");
        IntStream.range(0, INSTANCES)
                .forEach(i -> files.element("Login" + i, "auths.loginTypes.WeChatType", "")
                        .business("Login" + i, "wx" + i, "deny"));
        return App.builder(files.path())
                .wechat(stub.settings())
                .store(new MemoryStore())
                .environment(variable -> Optional.empty())
                .open();
    }

    private static WeChatLogin wechat(App app, int number) {
        return app.getElement("auths.loginTypes.Login" + number, WeChatLogin.class);
    }

    private static WeChatAuthModel model(App app) {
        return app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }
}
