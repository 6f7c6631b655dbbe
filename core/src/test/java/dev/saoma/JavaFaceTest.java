package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.AuthSvc;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginResult;
import dev.saoma.logintype.OperationResult;
import dev.saoma.secret.Secret;
import dev.saoma.wechat.AuthConfig;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** The Java API has exactly the names and values of the specification's example. */
class JavaFaceTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final App app = test.app;
    private final WeChatLogin wechat = test.wechat();

    @Nested
    class GetLoginConfig {

        @Test
        void hasExactlyTheseKeys() {
            assertThat(JsonMapper.builder().build().writeValueAsString(wechat.getLoginConfig()))
                    .isEqualTo("{\"isActive\":true,\"authType\":\"WeChatType\",\"authConfig\":{\"appId\":\"wx1\"}}");
        }

        @Test
        void hasTheSameKeysWhenInactive() {
            assertThat(JsonMapper.builder()
                            .build()
                            .writeValueAsString(test.sleeping().getLoginConfig()))
                    .isEqualTo("{\"isActive\":false,\"authType\":\"WeChatType\",\"authConfig\":{\"appId\":\"wx3\"}}");
        }
    }

    @Nested
    class Properties {

        @Test
        void authTypeIsTheSpecifications() {
            assertThat(wechat.authType()).isEqualTo("WeChatType");
        }

        @Test
        void authConfigHasBothValues() {
            assertThat(wechat.authConfig()).isEqualTo(new AuthConfig("wx1", Secret.of(AppFolder.CANARY)));
        }

        @Test
        void authConfigIsMaskedWhenPrinted() {
            assertThat(wechat.authConfig().toString()).doesNotContain(AppFolder.CANARY);
        }

        @Test
        void isActiveIsTheBusinessFiles() {
            assertThat(test.sleeping().isActive()).isFalse();
        }
    }

    @Nested
    class Bind {

        @Test
        void answersAsSpecified() {
            assertThat(wechat.bind("user123", test.ann(wechat)))
                    .isEqualTo(new OperationResult(true, "Operation successful"));
        }

        @Test
        void makesARow() {
            wechat.bind("user123", test.ann(wechat));

            assertThat(row())
                    .extracting(WeChatAuth::appId, WeChatAuth::userId, WeChatAuth::openId)
                    .containsExactly(new AppId("wx1"), new UserId("user123"), new OpenId("oAnn-wx1"));
        }

        @Test
        void ofTheSamePairAgainIsFine() {
            wechat.bind("user123", test.ann(wechat));

            assertThat(wechat.bind("user123", test.ann(wechat)).success()).isTrue();
        }

        @Test
        void refusesACodeUsedTwice() {
            String code = test.ann(wechat);
            wechat.bind("user123", code);

            assertThat(Refusal.of(() -> wechat.bind("user123", code))).isEqualTo("wechat_code_invalid");
        }

        @Test
        void refusesWhatIsNoCodeWithoutAskingWeChat() {
            List.of("", "a b", "a\nb", "ä", "x".repeat(513))
                    .forEach(code -> assertThat(Refusal.of(() -> wechat.bind("user123", code)))
                            .isEqualTo("invalid_request"));

            assertThat(test.stub.requests()).isEmpty();
        }
    }

    @Nested
    class GetLoginCode {

        @Test
        void answersACodeAndTheOrganisations() {
            wechat.bind("user123", test.ann(wechat));
            test.member("user123", "c1");

            assertThat(wechat.getLoginCode(test.ann(wechat)))
                    .extracting(LoginCodeResult::corpList)
                    .isEqualTo(List.of(new LoginCodeResult.CorpEntry("c1", "Corp c1")));
        }

        @Test
        void isMaskedWhenPrinted() {
            wechat.bind("user123", test.ann(wechat));
            LoginCodeResult result = wechat.getLoginCode(test.ann(wechat));

            assertThat(result.toString()).doesNotContain(result.loginCode());
        }

        @Test
        void asksWeChatOnce() {
            wechat.bind("user123", test.ann(wechat));
            int asked = test.stub.requests().size();
            wechat.getLoginCode(test.ann(wechat));

            assertThat(test.stub.requests()).hasSize(asked + 1);
        }
    }

    @Nested
    class LoginByCode {

        @Test
        void opensASession() {
            wechat.bind("user123", test.ann(wechat));
            LoginResult result = login();

            assertThat(test.check(dev.saoma.secret.Token.parse(result.token()).orElseThrow()))
                    .map(session -> session.user().value())
                    .contains("user123");
        }

        @Test
        void saysWhoAndUntilWhen() {
            wechat.bind("user123", test.ann(wechat));
            LoginResult result = login();

            assertThat(List.of(result.success(), result.user().id().value(), result.expiresAt()))
                    .containsExactly(true, "user123", test.clock.instant().plus(Duration.ofMinutes(30)));
        }

        @Test
        void isMaskedWhenPrinted() {
            wechat.bind("user123", test.ann(wechat));
            LoginResult result = login();

            assertThat(result.toString()).doesNotContain(result.token());
        }

        private LoginResult login() {
            return app.getElement("auths.loginTypes.services.AuthSvc", AuthSvc.class)
                    .loginByCode(wechat.getLoginCode(test.ann(wechat)).loginCode(), null, "web");
        }
    }

    @Nested
    class Unbind {

        @Test
        void answersAsSpecified() {
            wechat.bind("user123", test.ann(wechat));

            assertThat(wechat.unbind("user123")).isEqualTo(new OperationResult(true, "Operation successful"));
        }

        @Test
        void ofNothingIsFine() {
            assertThat(wechat.unbind("user123").success()).isTrue();
        }

        @Test
        void takesTheRow() {
            wechat.bind("user123", test.ann(wechat));
            wechat.unbind("user123");

            assertThat(row()).isNull();
        }
    }

    private WeChatAuthModel model() {
        return app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }

    private WeChatAuth row() {
        return model().get("Q(userId='user123')", List.of());
    }
}
