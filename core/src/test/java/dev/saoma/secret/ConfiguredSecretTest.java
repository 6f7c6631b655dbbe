package dev.saoma.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.App;
import dev.saoma.AppFolder;
import dev.saoma.error.ConfigException;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSecretTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY",
                "CANARY\n",
                "CANARY\r\n",
                " CANARY ",
                "\tCANARY\t\n\n",
                "\uFEFFCANARY",
                "\u00a0CANARY\u3000",
                "\u200bCANARY\u0000"
            })
    void isCutToWhatIsSeen(String text) {
        assertThat(Secret.configured(text).reveal()).isEqualTo("CANARY");
    }

    @Test
    void keepsBlanksWithin() {
        assertThat(Secret.configured("four words of it\n").reveal()).isEqualTo("four words of it");
    }

    /** An appSecret in an app's folder that refers to a variable whose value was read from a file. */
    @ParameterizedTest
    @ValueSource(strings = {"CANARY\n", " CANARY\r\n", "\uFEFFCANARY"})
    void isCutWhereAnAppReadsIt(String text, @TempDir Path folder) {
        try (App app = app(folder, text)) {
            assertThat(app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class)
                            .authConfig()
                            .appSecret()
                            .reveal())
                    .isEqualTo("CANARY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAN\nARY", "CAN\u200bARY", "CAN\tARY"})
    void isRefusedWhereAnAppReadsIt(String text, @TempDir Path folder) {
        assertThatThrownBy(() -> app(folder, text).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("appSecret")
                .hasMessageContaining("one line")
                .hasMessageNotContaining("CAN");
    }

    private static App app(Path folder, String secret) {
        Path path = AppFolder.example(folder)
                .element("MyWeChatLogin", "auths.loginTypes.WeChatType", "")
                .write(
                        "auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json",
                        "{'authConfig':{'appId':'wx1','appSecret':'{{SECRET}}'}}")
                .path();
        return App.builder(path)
                .store(new MemoryStore())
                .environment(name -> Optional.of(secret))
                .open();
    }

    @Test
    void mayBeEmpty() {
        assertThat(Secret.configured(" \n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAN\nARY",
                "CAN\rARY",
                "CAN\tARY",
                "CAN\u00a0ARY",
                "CAN\u200bARY",
                "CAN\u0000ARY",
                "CAN\u0085ARY",
                "CAN\u2028ARY"
            })
    void isRefusedWithALineEndWithin(String text) {
        assertThatThrownBy(() -> Secret.configured(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line")
                .hasMessageNotContaining("CAN");
    }
}
