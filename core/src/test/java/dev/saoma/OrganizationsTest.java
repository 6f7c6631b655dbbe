package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.RedeemRequest;
import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The organisation of a session. */
@Timeout(60)
class OrganizationsTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
    }

    @Nested
    class Organisations {

        @Test
        void areNoneForAUserOfNone() {
            assertThat(redeem(loginCode(), null).session().corp()).isEmpty();
        }

        @Test
        void ofOneAreTakenUnasked() {
            test.member("ann", "c1");

            assertThat(corp(test.authSvc().loginByCode(loginCode(), null, "web")))
                    .isEqualTo("c1");
        }

        @Test
        void ofSeveralMustBeNamed() {
            test.member("ann", "c1", "c2");
            String code = loginCode();

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, "", "web")))
                    .isEqualTo("corp_required");
        }

        @Test
        void areTheOneThatWasNamed() {
            test.member("ann", "c1", "c2");

            assertThat(corp(test.authSvc().loginByCode(loginCode(), "c2", "web")))
                    .isEqualTo("c2");
        }

        @Test
        void ofOthersAreForbidden() {
            test.member("ann", "c1");
            test.member("bob", "c2");
            String code = loginCode();

            List.of("c2", "C1", "c1 ", "*", "null", "c3")
                    .forEach(corp -> assertThat(Refusal.of(() -> test.authSvc().loginByCode(loginCode(), corp, "web")))
                            .isEqualTo("corp_forbidden"));
        }

        @Test
        void areReadAgainWhenTheCodeIsRedeemed() {
            test.member("ann", "c1", "c2");
            String code = loginCode();
            test.member("ann", "c1");

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, "c2", "web")))
                    .isEqualTo("corp_forbidden");
        }

        @Test
        void areLookedAtOnceMoreWhenTheSessionIsKept() {
            test.member("ann", "c1");
            String code = loginCode();
            test.afterAskedForCorps = () -> test.member("ann");

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, "c1", "web")))
                    .isEqualTo("corp_forbidden");
            assertThat(test.app.sessions().of(new UserId("ann"))).isEmpty();
        }

        @Test
        void areLookedAtOnceMoreWhenASessionHasMoved() {
            test.member("ann", "c1", "c2");
            Token secret = Token.parse(
                            test.authSvc().loginByCode(loginCode(), "c1", "web").token())
                    .orElseThrow();
            test.afterAskedForCorps = () -> test.member("ann", "c1");

            assertThat(Refusal.of(() -> test.app.login().changeCorp(secret, "c2")))
                    .isEqualTo("corp_forbidden");
            assertThat(test.app.sessions().of(new UserId("ann"))).isEmpty();
        }

        @Test
        void letNobodyInWhoIsDisabledMeanwhile() {
            String code = loginCode();
            test.afterAskedForCorps = () -> test.users.disable("ann");

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, null, "web")))
                    .isEqualTo("account_disabled");
            assertThat(test.app.sessions().of(new UserId("ann"))).isEmpty();
        }

        @Test
        void giveTheCodeBackWhenTheWrongOneWasNamed() {
            test.member("ann", "c1", "c2");
            String code = loginCode();
            Refusal.of(() -> test.authSvc().loginByCode(code, null, "web"));

            assertThat(corp(test.authSvc().loginByCode(code, "c1", "web"))).isEqualTo("c1");
        }

        @Test
        void endTheCodeWithTheFifthWrongOne() {
            test.member("ann", "c1");
            String code = loginCode();
            for (int i = 0; i < 5; i++) {
                assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, "x", "web")))
                        .isEqualTo("corp_forbidden");
            }

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, "c1", "web")))
                    .isEqualTo("login_code_invalid");
        }

        private String loginCode() {
            return wechat.getLoginCode(test.ann(wechat)).loginCode();
        }

        private String corp(dev.saoma.logintype.LoginResult result) {
            return result.corp().id().value();
        }
    }

    private SignedIn redeem(String loginCode, Token who) {
        return test.app
                .login()
                .redeem(new RedeemRequest(Token.parse(loginCode).orElseThrow(), who, null, Platform.WEB, "", null));
    }
}
