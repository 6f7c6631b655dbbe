package dev.saoma.servlet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.FinishedLogin;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginAttempt;
import dev.saoma.login.LoginCodeResult.CorpEntry;
import dev.saoma.login.LoginConfig.PublicAuthConfig;
import dev.saoma.login.LoginInstance;
import dev.saoma.login.LoginService;
import dev.saoma.secret.Token;
import dev.saoma.servlet.Bodies.AttemptBody;
import dev.saoma.servlet.Bodies.CodeBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the list of login methods to a login code. */
final class LoginHandlers {
    private final LoginService login;
    private final Instances instances;
    private final Caller caller;
    private final Cookies cookies;
    private final Addresses addresses;

    LoginHandlers(LoginService login, Instances instances, Caller caller, Cookies cookies, Addresses addresses) {
        this.login = login;
        this.instances = instances;
        this.caller = caller;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    private record Listed(String name, String title, boolean isActive, String authType, PublicAuthConfig authConfig) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Code(
            String loginCode,
            List<CorpEntry> corpList,
            @Nullable String returnTo) {}

    Answer list(Call call) {
        List<Listed> all = instances.all().stream()
                .map(instance -> new Listed(
                        instance.name(),
                        instance.title(),
                        instance.isActive(),
                        instance.authType(),
                        instance.getLoginConfig().authConfig()))
                .toList();
        return Answer.json(200, all);
    }

    Answer config(Call call) {
        return Answer.json(200, instances.named(call).getLoginConfig());
    }

    Answer start(Call call, AttemptBody body) {
        LoginInstance instance = instances.named(call);
        boolean bind = body.intent() == Intent.BIND;
        if (bind) {
            caller.require(Guard.RECENT, call.request());
        }
        Token browser = cookies.browser(call.request()).orElseGet(Token::random);
        LoginAttempt attempt = login.start(
                instance,
                new AttemptRequest(
                        body.intent(),
                        body.display(),
                        browser,
                        addresses.redirectUri(instance, body.intent(), body.redirectUri()),
                        body.returnTo().map(addresses::requireReturnTo).orElse(null),
                        bind ? caller.signedIn(call.request()).user() : null,
                        null));
        return Answer.json(201, attempt).withCookie(cookies.rememberBrowser(browser));
    }

    Answer finish(Call call, CodeBody body) {
        LoginInstance instance = instances.named(call);
        Token browser = browser(call, cookies);
        Token state = state(body);
        String code = body.code().orElseThrow(() -> login.cancel(instance, Intent.LOGIN, browser, state));
        FinishedLogin finished = login.finish(instance, browser, state, code);
        return Answer.json(
                200, new Code(finished.result().loginCode(), finished.result().corpList(), finished.returnTo()));
    }

    /** An unknown browser is as good as a new one: it has begun nothing, and gets the answer for that. */
    static Token browser(Call call, Cookies cookies) {
        return cookies.browser(call.request()).orElseGet(Token::random);
    }

    /** A state of the wrong form likewise stands for no attempt. */
    static Token state(CodeBody body) {
        return Token.parse(body.state()).orElseGet(Token::random);
    }
}
