package dev.saoma.servlet.internal.handler;

import dev.saoma.identity.UserId;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.FinishedLogin;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginAttempt;
import dev.saoma.login.LoginService;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.LoginConfig.PublicAuthConfig;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.handler.RequestBodies.AttemptBody;
import dev.saoma.servlet.internal.handler.RequestBodies.AttemptBody.Binding;
import dev.saoma.servlet.internal.handler.RequestBodies.CodeBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ReturnToValidator;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.servlet.internal.security.RedirectUris;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the login methods, starts attempts and returns login codes. */
final class LoginHandlers {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.http");

    private final LoginService login;
    private final LoginMethods instances;
    private final BrowserIdentity browsers;
    private final RedirectUris addresses;

    LoginHandlers(LoginService login, LoginMethods instances, BrowserIdentity browsers, RedirectUris addresses) {
        this.login = login;
        this.instances = instances;
        this.browsers = browsers;
        this.addresses = addresses;
    }

    private record Listed(String name, String title, boolean isActive, String authType, PublicAuthConfig authConfig) {}

    /** A member of the request that was not used, and why. */
    private record Warning(String member, String detail) {}

    /** The destination after the login: none, the requested address, or the root of the site with a warning. */
    private record Destination(
            @Nullable String address, @Nullable Warning warning) {}

    @OmitNull
    private record Begun(
            String state,
            URI authorizeUrl,
            URI redirectUri,
            Instant expiresAt,
            @Nullable String attemptSecret,
            @Nullable String returnTo,
            @Nullable List<Warning> warnings) {
        static Begun of(LoginAttempt attempt, @Nullable String secret, Destination to) {
            return new Begun(
                    attempt.state(),
                    attempt.authorizeUrl(),
                    attempt.redirectUri(),
                    attempt.expiresAt(),
                    secret,
                    to.address(),
                    to.warning() == null ? null : List.of(to.warning()));
        }

        @Override
        public String toString() {
            return "Begun[state=***, attemptSecret=***]";
        }
    }

    @OmitNull
    private record Code(
            String loginCode,
            List<CorpEntry> corpList,
            @Nullable String returnTo) {}

    Response list(RoutedRequest call) {
        List<Listed> all = instances.all().stream()
                .map(instance -> new Listed(
                        instance.name(),
                        instance.title(),
                        instance.isActive(),
                        instance.authType(),
                        instance.getLoginConfig().authConfig()))
                .toList();
        return Response.json(200, all);
    }

    Response config(RoutedRequest call) {
        return Response.json(200, instances.named(call).getLoginConfig());
    }

    Response start(RoutedRequest call, AttemptBody body) {
        LoginInstance instance = instances.named(call);
        boolean byHeader = body.binding() == Binding.HEADER;
        if (!byHeader && BrowserIdentity.isByHeader(call.request())) {
            throw RequestErrors.invalid("The header " + BrowserIdentity.HEADER + " goes with binding header.");
        }
        Optional<Token> known = byHeader ? BrowserIdentity.secret(call.request()) : browsers.find(call.request());
        Token secret = known.orElseGet(Token::random);
        Token browser = byHeader ? BrowserIdentity.ofSecret(secret) : secret;
        Destination to = destination(body);
        LoginAttempt attempt = login.start(
                instance,
                request(call, body, instance, browser, to),
                body.renews().map(AttemptReference::of));
        if (to.warning() != null) {
            LOG.info(
                    "POST /api/login/{instance}/attempts instance={} goes on, and ends at /: {}",
                    instance.name(),
                    to.warning().detail());
        }
        return byHeader
                ? Response.json(201, Begun.of(attempt, secret.reveal(), to))
                : Response.json(201, Begun.of(attempt, null, to))
                        .withCookie(browsers.cookies().rememberBrowser(secret));
    }

    private Destination destination(AttemptBody body) {
        if (body.returnTo().isEmpty()) {
            return new Destination(null, null);
        }
        ReturnToValidator.Outcome outcome = addresses.returnTo(body.returnTo().get());
        if (outcome instanceof ReturnToValidator.Outcome.Refused refused) {
            String detail = "returnTo was not kept because " + refused.reason()
                    + "; take a path of this site, such as /orders?open=1, or such a path below an origin in"
                    + " saoma.allowed-origins.";
            return new Destination("/", new Warning("returnTo", detail));
        }
        return new Destination(((ReturnToValidator.Outcome.Kept) outcome).address(), null);
    }

    private AttemptRequest request(
            RoutedRequest call, AttemptBody body, LoginInstance instance, Token browser, Destination to) {
        return new AttemptRequest(
                body.intent(),
                body.display(),
                browser,
                addresses.redirectUri(instance, body.intent(), body.display(), body.redirectUri()),
                to.address(),
                user(call, body),
                invitation(body));
    }

    private @Nullable UserId user(RoutedRequest call, AttemptBody body) {
        if (body.intent() == Intent.REAUTH) {
            return call.authentication().requireReauthUser();
        }
        if (body.intent() == Intent.LOGIN || body.invitation().isPresent()) {
            return null;
        }
        call.authentication().require(Guard.RECENT);
        return call.authentication().requireUser().user();
    }

    /** Returns a random token for an invalid invitation, so that its look-up fails. */
    private static @Nullable Token invitation(AttemptBody body) {
        return body.invitation()
                .map(text -> Token.parse(text).orElseGet(Token::random))
                .orElse(null);
    }

    Response finish(RoutedRequest call, CodeBody body) {
        Token state = state(call, body);
        LoginInstance instance = instances.named(call);
        Token browser = browsers.orUnknown(call.request());
        String code = body.code().orElseThrow(() -> login.cancel(instance, Intent.LOGIN, browser, state));
        return code(login.finish(instance, browser, state, code));
    }

    static Response code(FinishedLogin finished) {
        return Response.json(
                200, new Code(finished.result().loginCode(), finished.result().corpList(), finished.returnTo()));
    }

    /** Returns the state and sets it as the request's; for an invalid one, a random token, so that its look-up fails. */
    static Token state(RoutedRequest call, CodeBody body) {
        Optional<Token> state = Token.parse(body.state());
        state.ifPresent(call::setAttempt);
        return state.orElseGet(Token::random);
    }
}
