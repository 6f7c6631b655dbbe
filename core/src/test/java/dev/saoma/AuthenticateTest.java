package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.AuthenticatedUser;
import dev.saoma.login.Intent;
import dev.saoma.login.RedeemRequest;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Platform;
import dev.saoma.wechat.WeChatLogin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login code that is redeemed by an application with sessions or tokens of its own. */
@Timeout(60)
class AuthenticateTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    private final Token browser = Token.random();
    private WeChatLogin wechat;

    @BeforeEach
    void bind() {
        wechat = test.wechat();
        wechat.bind("ann", test.ann(wechat));
    }

    @Test
    void returnsTheUserAndOpensNoSession() {
        AuthenticatedUser user = authenticate(code(Intent.LOGIN), browser, null);

        assertThat(user.id()).isEqualTo(ANN);
        assertThat(user.instance()).isEqualTo("MyWeChatLogin");
        assertThat(user.authenticatedAt()).isEqualTo(test.clock.instant());
        assertThat(test.rows("saoma_session")).isZero();
        assertThat(test.heard.events()).last().isInstanceOf(LoginEvent.LoggedIn.class);
        assertThat(test.trail()).last().extracting(AuditEvent::kind).isEqualTo(AuditEvent.Kind.SIGNED_IN);
    }

    @Test
    void usesTheCodeUp() {
        Token code = code(Intent.LOGIN);
        authenticate(code, browser, null);

        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("login_code_invalid");
    }

    @Test
    void isForOneOf8Threads() {
        Token code = code(Intent.LOGIN);
        try (var race = new Race(8)) {
            assertThat(race.run(i -> authenticate(code, browser, null)))
                    .filteredOn(AuthenticatedUser.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void isRefusedToAnotherBrowserAndEndsTheCode() {
        Token code = code(Intent.LOGIN);

        assertThat(Refusal.of(() -> authenticate(code, Token.random(), null))).isEqualTo("login_code_invalid");
        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("login_code_invalid");
    }

    @Test
    void endsTheSessionOfTheRequest() {
        Token session = test.session(wechat);
        Token code = code(Intent.LOGIN);

        test.app.login().authenticate(new RedeemRequest(code, browser, null, Platform.WEB, "", session), null);

        assertThat(test.check(session)).isEmpty();
    }

    @Test
    void isRefusedToADisabledUser() {
        Token code = code(Intent.LOGIN);
        test.users.disable("ann");

        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("account_disabled");
    }

    @Test
    void isRefusedToAUserWhoWasDisabledWhileTheCodeWasUsedUp() {
        Token code = code(Intent.LOGIN);
        // The first call to the directory finds an enabled user, and the second one runs after the commit.
        test.users.meanwhile(() -> test.users.meanwhile(() -> test.users.disable("ann")));

        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("account_disabled");
    }

    @Test
    void isRefusedAfterAnUnbind() {
        Token code = code(Intent.LOGIN);
        wechat.unbind("ann");

        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("login_code_invalid");
    }

    @Test
    void namesTheChosenOrganisation() {
        test.member("ann", "c1", "c2");
        Token code = code(Intent.LOGIN);
        var request = new RedeemRequest(code, browser, "c2", Platform.WEB, "", null);

        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("corp_required");
        assertThat(test.app
                        .login()
                        .authenticate(request, null)
                        .corp()
                        .orElseThrow()
                        .id()
                        .value())
                .isEqualTo("c2");
    }

    @Test
    void authenticatesTheSameUserAgain() {
        assertThat(authenticate(code(Intent.REAUTH), browser, ANN).id()).isEqualTo(ANN);
    }

    @Test
    void doesNotAuthenticateAnotherUserAgain() {
        Token code = code(Intent.REAUTH);

        assertThat(Refusal.of(() -> authenticate(code, browser, new UserId("bob"))))
                .isEqualTo("session_required");
        assertThat(Refusal.of(() -> authenticate(code, browser, null))).isEqualTo("session_required");
    }

    private Token code(Intent intent) {
        Token state = test.attempt(wechat, intent, browser, intent == Intent.REAUTH ? ANN : null);
        String code = test.app
                .login()
                .finish(wechat, browser, state, test.ann(wechat))
                .result()
                .loginCode();
        return Token.parse(code).orElseThrow();
    }

    private AuthenticatedUser authenticate(Token code, Token from, UserId current) {
        return test.app.login().authenticate(new RedeemRequest(code, from, null, Platform.WEB, "", null), current);
    }
}
