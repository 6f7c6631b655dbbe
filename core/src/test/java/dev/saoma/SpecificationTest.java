package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The specification's files: each row of its tables of keys. {@code SpecifiedMethodsTest} has its methods and fields. */
class SpecificationTest {
    private static final String E = "auths/loginTypes/MyWeChatLogin/e.json";
    private static final String BUSINESS = "auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json";
    private static final String MINE = "auths.loginTypes.MyWeChatLogin";

    private AppFolder folder;
    private Path path;

    @BeforeEach
    void write(@TempDir Path path) {
        this.path = path;
        folder = new AppFolder(path)
                .write("app.json", "{'appId':'acme.Portal'}")
                .write(E, e("'type':'auths.loginTypes.WeChatType'", "'title':'WeChat Login'"))
                .write(BUSINESS, "{'authConfig':{'appId':'wx123456','appSecret':'Your WeChat application secret'}}");
    }

    private static String e(String... keys) {
        return "{" + String.join(",", keys)
                + ",'appSecret':'Your WeChat application secret','backendBundleEntry':'.',"
                + "'frontBundleEntry':'./MyWeChatLogin.json'}";
    }

    private App open() {
        return App.builder(path)
                .store(new MemoryStore())
                .environment(name -> Optional.empty())
                .open();
    }

    private WeChatLogin mine(App app) {
        return app.getElement(MINE, WeChatLogin.class);
    }

    private void isRefusedFor(String file, String key) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::open)
                .satisfies(fault -> assertThat(fault.file()).endsWith(file))
                .satisfies(fault -> assertThat(fault.key()).isEqualTo(key));
    }

    @Test
    void directoryStructure() {
        try (App app = open()) {
            assertThat(mine(app).fullName()).isEqualTo(MINE);
        }
    }

    @Test
    void hierarchy() {
        try (App app = open()) {
            assertThat(app.getElement("auths.loginTypes.WeChatType")).isInstanceOf(dev.saoma.wechat.WeChatType.class);
            assertThat(Refusal.of(() -> app.getElement("auths.loginTypes.Meta")))
                    .isEqualTo("not_found");
        }
    }

    @Test
    void type() {
        folder.write(E, e("'title':'WeChat Login'"));
        isRefusedFor(E, "type");
        folder.write(E, e("'type':'auths.loginTypes.Nobody'", "'title':'WeChat Login'"));
        isRefusedFor(E, "type");
    }

    @Test
    void title() {
        try (App app = open()) {
            assertThat(mine(app).title()).isEqualTo("WeChat Login");
        }
        folder.write(E, e("'type':'auths.loginTypes.WeChatType'"));
        isRefusedFor(E, "title");
    }

    @Test
    void appSecret() {
        folder.write(BUSINESS, "{'authConfig':{'appId':'wx123456'}}");
        try (App app = open()) {
            assertThat(mine(app).authConfig().appSecret()).isEqualTo(Secret.of("Your WeChat application secret"));
        }
    }

    @Test
    void backendBundleEntry() {
        folder.write(
                E,
                "{'type':'auths.loginTypes.WeChatType','title':'t','appSecret':'Your WeChat application secret',"
                        + "'backendBundleEntry':'com.example.Nobody','frontBundleEntry':'./MyWeChatLogin.json'}");

        isRefusedFor(E, "backendBundleEntry");
    }

    @Test
    void frontBundleEntry() {
        folder.write("auths/loginTypes/MyWeChatLogin/other.json", "{'authConfig':{'appId':'wxother'}}")
                .write(
                        E,
                        "{'type':'auths.loginTypes.WeChatType','title':'t','appSecret':'x','backendBundleEntry':'.',"
                                + "'frontBundleEntry':'./other.json'}");
        try (App app = open()) {
            assertThat(mine(app).appId().value()).isEqualTo("wxother");
        }
    }

    @Test
    void authConfigAppId() {
        try (App app = open()) {
            assertThat(mine(app).authConfig().appId()).isEqualTo("wx123456");
        }
        folder.write(BUSINESS, "{'authConfig':{'appSecret':'Your WeChat application secret'}}");
        isRefusedFor(BUSINESS, "authConfig.appId");
    }

    @Test
    void authConfigAppSecret() {
        folder.write(
                E,
                "{'type':'auths.loginTypes.WeChatType','title':'t','backendBundleEntry':'.',"
                        + "'frontBundleEntry':'./MyWeChatLogin.json'}");
        try (App app = open()) {
            assertThat(mine(app).authConfig().appSecret()).isEqualTo(Secret.of("Your WeChat application secret"));
        }
        folder.write(BUSINESS, "{'authConfig':{'appId':'wx123456'}}");
        isRefusedFor(BUSINESS, "authConfig.appSecret");
    }
}
