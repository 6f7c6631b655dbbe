package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.FinishedLogin;
import dev.saoma.login.Intent;
import dev.saoma.login.RedeemRequest;
import dev.saoma.login.SignedIn;
import dev.saoma.logintype.Display;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;

/** A browser: the secret that identifies it, and the calls that its pages make. */
final class Browser {
    final Token secret = Token.random();
    private final TestApp test;

    Browser(TestApp test) {
        this.test = test;
    }

    /** Starts a login and returns the state. */
    Token start(WeChatLogin instance) {
        return test.attempt(instance, Intent.LOGIN, secret, null);
    }

    /** Starts an attempt of a signed-in user and returns the state. */
    Token start(WeChatLogin instance, Intent intent, String user) {
        return test.attempt(instance, intent, secret, new UserId(user));
    }

    /** Starts a bind with an invitation and returns the state. */
    Token start(WeChatLogin instance, Token invitation) {
        var request = new AttemptRequest(
                Intent.BIND,
                Display.PAGE,
                secret,
                URI.create("https://app.example/callback"),
                "/home",
                null,
                invitation);
        return Token.parse(test.app.login().start(instance, request).state()).orElseThrow();
    }

    FinishedLogin finish(WeChatLogin instance, Token state, String code) {
        return test.app.login().finish(instance, secret, state, code);
    }

    /** Starts and finishes a login, and returns its login code. */
    String loginCode(WeChatLogin instance, String code) {
        return finish(instance, start(instance), code).result().loginCode();
    }

    /** Logs in with an unlinked WeChat and returns the bind ticket. */
    Token ticket(WeChatLogin instance, String code) {
        Token state = start(instance);
        return ticketOf(refused(instance, state, code));
    }

    LoginException refused(WeChatLogin instance, Token state, String code) {
        return catchThrowableOfType(LoginException.class, () -> finish(instance, state, code));
    }

    static Token ticketOf(LoginException refusal) {
        assertThat(refusal.details()).containsKey("bindTicket");
        return Token.parse((String) refusal.details().get("bindTicket")).orElseThrow();
    }

    String register(Token ticket) {
        return test.app.login().register(secret, ticket).result().loginCode();
    }

    void attach(Token ticket, String user) {
        test.app.login().attach(secret, ticket, new UserId(user), null);
    }

    SignedIn redeem(String loginCode) {
        return redeem(loginCode, null);
    }

    SignedIn redeem(String loginCode, Token previous) {
        return redeem(loginCode, previous, null);
    }

    SignedIn redeem(String loginCode, Token previous, String corp) {
        Token code = Token.parse(loginCode).orElseThrow();
        return test.app.login().redeem(new RedeemRequest(code, secret, corp, Platform.WEB, "Firefox", previous));
    }

    /** Logs in with a code and returns the session's secret. */
    Token session(WeChatLogin instance, String code) {
        return redeem(loginCode(instance, code)).secret();
    }

    /** Finishes a bind that was started with an invitation, without a session. */
    void bind(WeChatLogin instance, Token state, String code) {
        test.app.login().finishBind(instance, secret, state, code, null, null);
    }

    /** Finishes a bind within a session. */
    void bind(WeChatLogin instance, Token state, String code, Session session) {
        test.app.login().finishBind(instance, secret, state, code, session.user(), session.secretHash());
    }
}
