package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An appSecret that is encrypted in the app's files. */
class SealedSecretTest {
    private static final String NAME = "auths.loginTypes.Sealed";
    private static final SealKey KEY = SealKey.of(Secret.of("0123456789abcdef".repeat(4)));

    @TempDir
    Path path;

    private AppFolder folder(String appId, String inElement, String inBusiness) {
        return AppFolder.example(path)
                .write(
                        "auths/loginTypes/Sealed/e.json",
                        "{'type':'auths.loginTypes.WeChatType','title':'x','appSecret':'" + inElement + "'}")
                .write(
                        "auths/loginTypes/Sealed/Sealed.json",
                        "{'authConfig':{'appId':'" + appId + "','appSecret':'" + inBusiness + "'}}");
    }

    private static Secret secret(AppFolder folder, SealKey key) {
        try (App app = App.builder(folder.path())
                .environment(name -> Optional.of("x"))
                .store(new MemoryStore())
                .sealKey(key)
                .open()) {
            return app.getElement(NAME, WeChatLogin.class).authConfig().appSecret();
        }
    }

    private static String sealed(String fullName, String appId) {
        return KEY.seal(Secret.of(AppFolder.CANARY), SealKey.purpose(fullName, appId));
    }

    @Test
    void isOpenedInEitherFileOrBoth() {
        String sealed = sealed(NAME, "wx1");

        assertThat(secret(folder("wx1", sealed, sealed), KEY)).isEqualTo(Secret.of(AppFolder.CANARY));
        assertThat(secret(folder("wx1", sealed, ""), KEY)).isEqualTo(Secret.of(AppFolder.CANARY));
        assertThat(secret(folder("wx1", "", sealed), KEY)).isEqualTo(Secret.of(AppFolder.CANARY));
        assertThat(secret(folder("wx1", sealed(NAME, "wx1"), AppFolder.CANARY), KEY))
                .isEqualTo(Secret.of(AppFolder.CANARY));
    }

    @Test
    void belongsToItsElementAndAppId() {
        refused(folder("wx1", sealed("auths.loginTypes.Other", "wx1"), ""), KEY, "another element or AppID");
        refused(folder("wx2", sealed(NAME, "wx1"), ""), KEY, "another element or AppID");
    }

    @Test
    void needsItsKey() {
        refused(folder("wx1", sealed(NAME, "wx1"), ""), SealKey.none(), "set saoma.seal-key");
        refused(
                folder("wx1", sealed(NAME, "wx1"), ""),
                SealKey.of(Secret.of("fedcba9876543210".repeat(4))),
                "not in saoma.seal-key");
    }

    private static void refused(AppFolder folder, SealKey key, String why) {
        assertThatThrownBy(() -> secret(folder, key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("e.json")
                .hasMessageContaining("appSecret")
                .hasMessageContaining(why)
                .hasMessageNotContaining(AppFolder.CANARY);
    }
}
