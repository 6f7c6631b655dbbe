package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.OperationResult;
import dev.saoma.secret.Secret;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** The specification's methods, properties and model: each row of its tables of parameters, return values and fields. */
@Timeout(60)
class SpecifiedMethodsTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    private WeChatAuth bound() {
        wechat.bind("user123", test.ann(wechat));
        return model().get("Q(userId='user123')", List.of());
    }

    private WeChatAuthModel model() {
        return test.app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }

    /** Returns the JSON of a return value, as a front end reads it. */
    private static Map<?, ?> seen(Object answer) {
        JsonMapper json = JsonMapper.builder().build();
        return json.readValue(json.writeValueAsString(answer), Map.class);
    }

    @Test
    void getLoginConfigReturnsIsActive() {
        assertThat(seen(wechat.getLoginConfig()).get("isActive")).isEqualTo(true);
        assertThat(seen(test.sleeping().getLoginConfig()).get("isActive")).isEqualTo(false);
    }

    @Test
    void getLoginConfigReturnsAuthType() {
        assertThat(seen(wechat.getLoginConfig()).get("authType")).isEqualTo("WeChatType");
    }

    @Test
    void getLoginConfigReturnsAuthConfigAppId() {
        assertThat(seen(wechat.getLoginConfig()).get("authConfig")).isEqualTo(Map.of("appId", "wx1"));
    }

    @Test
    void getLoginConfigReturnsNothingElse() {
        assertThat(seen(wechat.getLoginConfig()).keySet()).hasToString("[isActive, authType, authConfig]");
    }

    @Test
    void getLoginCodeTakesCode() {
        bound();

        assertThat(Refusal.of(() -> wechat.getLoginCode("never issued"))).isEqualTo("invalid_request");
        assertThat(Refusal.of(() -> wechat.getLoginCode("never-issued"))).isEqualTo("wechat_code_invalid");
        assertThat(wechat.getLoginCode(test.ann(wechat))).isNotNull();
    }

    @Test
    void getLoginCodeReturnsLoginCode() {
        bound();
        String loginCode = wechat.getLoginCode(test.ann(wechat)).loginCode();

        assertThat(test.authSvc().loginByCode(loginCode, null, "web").user().id())
                .isEqualTo(new UserId("user123"));
    }

    @Test
    void getLoginCodeReturnsCorpList() {
        bound();
        test.member("user123", "c1", "c2");
        LoginCodeResult result = wechat.getLoginCode(test.ann(wechat));

        assertThat(result.corpList()).containsExactly(new CorpEntry("c1", "Corp c1"), new CorpEntry("c2", "Corp c2"));
        assertThat(seen(result).keySet()).hasToString("[loginCode, corpList]");
    }

    @Test
    void bindTakesUserId() {
        assertThat(bound().userId()).isEqualTo(new UserId("user123"));
    }

    @Test
    void bindTakesCode() {
        assertThat(Refusal.of(() -> wechat.bind("user123", "never-issued"))).isEqualTo("wechat_code_invalid");
    }

    @Test
    void bindReturnsSuccessAndMessage() {
        OperationResult result = wechat.bind("user123", test.ann(wechat));

        assertThat(seen(result)).isEqualTo(Map.of("success", true, "message", "Operation successful"));
    }

    @Test
    void unbindTakesUserId() {
        bound();
        wechat.unbind("somebody-else");
        assertThat(model().count("Q(userId='user123')")).isEqualTo(1);

        wechat.unbind("user123");
        assertThat(model().count("Q(userId='user123')")).isZero();
    }

    @Test
    void unbindReturnsSuccessAndMessage() {
        assertThat(seen(wechat.unbind("user123")))
                .isEqualTo(Map.of("success", true, "message", "Operation successful"));
    }

    @Test
    void getUserAuthInfoTakesAuthObj() {
        WeChatAuth row = bound();

        assertThat(wechat.getUserAuthInfo(row).isActive()).isTrue();
        assertThat(wechat.getUserAuthInfo(Map.of("id", row.id())).isActive()).isTrue();
        assertThat(wechat.getUserAuthInfo(null).isActive()).isFalse();
    }

    @Test
    void getUserAuthInfoReturnsIsActive() {
        WeChatAuth row = bound();
        assertThat(seen(wechat.getUserAuthInfo(row))).isEqualTo(Map.of("isActive", true));

        wechat.unbind("user123");
        assertThat(seen(wechat.getUserAuthInfo(row))).isEqualTo(Map.of("isActive", false));
    }

    @Test
    void propertyAuthType() {
        assertThat(wechat.authType()).isEqualTo("WeChatType");
    }

    @Test
    void propertyAuthConfig() {
        assertThat(wechat.authConfig().appId()).isEqualTo("wx1");
        assertThat(wechat.authConfig().appSecret()).isEqualTo(Secret.of(AppFolder.CANARY));
    }

    @Test
    void propertyIsActive() {
        assertThat(wechat.isActive()).isTrue();
        assertThat(test.sleeping().isActive()).isFalse();
    }

    @Test
    void modelFieldId() {
        WeChatAuth row = bound();

        assertThat(model().get("Q(id=" + row.id() + ")", List.of())).isEqualTo(row);
    }

    @Test
    void modelFieldAppId() {
        assertThat(bound().appId()).isEqualTo(new AppId("wx1"));
        assertThat(model().count("Q(appId='wx1')")).isEqualTo(1);
    }

    @Test
    void modelFieldUserId() {
        bound();
        assertThat(model().count("Q(userId='user123')")).isEqualTo(1);
    }

    @Test
    void modelFieldOpenId() {
        assertThat(bound().openId()).isEqualTo(new OpenId("oAnn-wx1"));
        assertThat(model().count("Q(openId='oAnn-wx1')")).isEqualTo(1);
    }

    @Test
    void modelFieldUnionId() {
        assertThat(bound().unionId()).contains(new UnionId("uAnn01"));
        assertThat(model().count("Q(unionId='uAnn01')")).isEqualTo(1);
    }

    /** The specification's usage example of the model, verbatim. */
    @Test
    void modelGetTakesFilterAndOrderList() {
        WeChatAuth row = bound();

        assertThat(model().get("Q(userId='user123')", List.of())).isEqualTo(row);
        assertThat(model().get("Q(userId='nobody')", List.of())).isNull();
    }
}
