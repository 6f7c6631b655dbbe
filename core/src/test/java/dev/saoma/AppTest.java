package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.LoginException;
import dev.saoma.login.AuthSvc;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opening an app and looking up its elements. */
class AppTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final App app = test.app;
    private final WeChatLogin wechat = test.wechat();

    @Nested
    class Close {

        @Test
        void closesEverythingWhateverFailsOnTheWay() {
            var closed = new ArrayList<String>();
            List<AutoCloseable> all = List.of(
                    () -> {
                        throw new IllegalStateException("client");
                    },
                    () -> {
                        throw new IllegalStateException("sweeper");
                    },
                    () -> closed.add("database"));

            Exception failure = App.closeAll(all).orElseThrow();

            assertThat(closed).containsExactly("database");
            assertThat(failure).hasMessage("client");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(other -> assertThat(other).hasMessage("sweeper"));
        }
    }

    @Nested
    class Open {

        @Test
        void needsNothingButTheFolder(@TempDir Path other) {
            AppFolder.example(other);

            try (App opened = App.open(other)) {
                assertThat(opened.getElement(TestApp.MINE)).isInstanceOf(WeChatLogin.class);
            }
        }

        @Test
        void keepsItsDataOverARestart(@TempDir Path other) {
            AppFolder.example(other);
            try (App opened = App.builder(other).wechat(test.stub.settings()).open()) {
                var mine = opened.getElement(TestApp.MINE, WeChatLogin.class);
                mine.bind("user123", test.ann(mine));
            }

            try (App again = App.open(other)) {
                var model = again.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
                assertThat(model.count("Q(userId='user123')")).isEqualTo(1);
            }
        }

        @Test
        void refusesAnAppThatIsOpen() {
            assertThat(Refusal.of(() -> App.open(test.folder.path()))).isEqualTo("configuration_invalid");
        }
    }

    @Nested
    class GetElement {

        @Test
        void answersAType() {
            assertThat(app.getElement("auths.loginTypes.WeChatType")).isInstanceOf(dev.saoma.wechat.WeChatType.class);
        }

        @Test
        void saysWhereAMissingElementWouldStand() {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                            LoginException.class, () -> app.getElement("auths.loginTypes.Other")))
                    .hasMessageContaining("auths/loginTypes/Other/e.json")
                    .extracting(LoginException::code)
                    .isEqualTo(dev.saoma.error.ErrorCode.NOT_FOUND);
        }

        @Test
        void doesNotCallADefinitionMissing() {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                            LoginException.class, () -> app.getElement("auths.loginTypes.Meta")))
                    .hasMessageContaining("definition");
        }

        @Test
        void refusesAnotherClass() {
            assertThat(Refusal.of(() -> app.getElement(TestApp.MINE, AuthSvc.class)))
                    .isEqualTo("not_found");
        }

        @Test
        void refusesWhatIsNoName() {
            assertThat(Refusal.of(() -> app.getElement("../../etc/passwd"))).isEqualTo("not_found");
        }

        @Test
        void listsTheInstancesByName() {
            assertThat(app.loginInstances())
                    .extracting(LoginInstance::name)
                    .containsExactly("MyWeChatLogin", "Second", "Sleeping");
        }
    }

    private WeChatAuthModel model() {
        return app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }
}
