package dev.saoma.servlet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.saoma.identity.UserId;
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
import dev.saoma.servlet.Bodies.AttemptBody.Binding;
import dev.saoma.servlet.Bodies.CodeBody;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the list of login methods to a login code. */
final class LoginHandlers {
    private final LoginService login;
    private final Instances instances;
    private final Caller caller;
    private final Browsers browsers;
    private final Addresses addresses;

    LoginHandlers(LoginService login, Instances instances, Caller caller, Browsers browsers, Addresses addresses) {
        this.login = login;
        this.instances = instances;
        this.caller = caller;
        this.browsers = browsers;
        this.addresses = addresses;
    }

    private record Listed(String name, String title, boolean isActive, String authType, PublicAuthConfig authConfig) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Begun(
            String state,
            URI authorizeUrl,
            URI redirectUri,
            Instant expiresAt,
            @Nullable String attemptSecret) {
        static Begun of(LoginAttempt attempt, @Nullable String secret) {
            return new Begun(
                    attempt.state(), attempt.authorizeUrl(), attempt.redirectUri(), attempt.expiresAt(), secret);
        }

        @Override
        public String toString() {
            return "Begun[state=***, attemptSecret=***]";
        }
    }

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
        boolean byHeader = body.binding() == Binding.HEADER;
        if (!byHeader && Browsers.isByHeader(call.request())) {
            throw Members.invalid("The header " + Browsers.HEADER + " goes with binding header.");
        }
        Optional<Token> known = byHeader ? Browsers.secret(call.request()) : browsers.find(call.request());
        Token secret = known.orElseGet(Token::random);
        Token browser = byHeader ? Browsers.named(secret) : secret;
        LoginAttempt attempt = login.start(instance, request(call, body, instance, browser));
        return byHeader
                ? Answer.json(201, Begun.of(attempt, secret.reveal()))
                : Answer.json(201, Begun.of(attempt, null))
                        .withCookie(browsers.cookies().rememberBrowser(secret));
    }

    private AttemptRequest request(Call call, AttemptBody body, LoginInstance instance, Token browser) {
        return new AttemptRequest(
                body.intent(),
                body.display(),
                browser,
                addresses.redirectUri(instance, body.intent(), body.display(), body.redirectUri()),
                body.returnTo().map(addresses::requireReturnTo).orElse(null),
                user(call, body),
                invitation(body));
    }

    private @Nullable UserId user(Call call, AttemptBody body) {
        if (body.intent() == Intent.REAUTH) {
            return caller.provable(call.request());
        }
        if (body.intent() == Intent.LOGIN || body.invitation().isPresent()) {
            return null;
        }
        caller.require(Guard.RECENT, call.request());
        return caller.signedIn(call.request()).user();
    }

    /** One of the wrong form stands for one that nobody has. */
    private static @Nullable Token invitation(AttemptBody body) {
        return body.invitation()
                .map(text -> Token.parse(text).orElseGet(Token::random))
                .orElse(null);
    }

    Answer finish(Call call, CodeBody body) {
        LoginInstance instance = instances.named(call);
        Token browser = browsers.orUnknown(call.request());
        Token state = state(body);
        String code = body.code().orElseThrow(() -> login.cancel(instance, Intent.LOGIN, browser, state));
        return code(login.finish(instance, browser, state, code));
    }

    static Answer code(FinishedLogin finished) {
        return Answer.json(
                200, new Code(finished.result().loginCode(), finished.result().corpList(), finished.returnTo()));
    }

    /** A state of the wrong form stands for no attempt. */
    static Token state(CodeBody body) {
        return Token.parse(body.state()).orElseGet(Token::random);
    }
}
