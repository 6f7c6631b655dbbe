package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginAttempt;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.TestScanResult;
import dev.saoma.secret.Token;
import dev.saoma.server.admin.RequestBodies.TestAnswer;
import dev.saoma.server.admin.RequestBodies.TestStart;
import dev.saoma.server.administrator.ConsoleAuthentication;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.ClientAddressResolver;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.servlet.internal.security.RedirectUris;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/elements/{fullName}/test}: a real scan that changes nothing but the audit trail. */
final class TestScanHandlers {
    private final App app;
    private final RedirectUris addresses;
    private final Optional<ConsoleAuthentication> console;
    private final ClientAddressResolver clients;
    private final AddressBuckets starts;
    private final TestErrors errors;

    TestScanHandlers(App app, WebSettings web, Optional<ConsoleAuthentication> console, LocalizedErrors errors) {
        this.app = app;
        this.errors = new TestErrors(errors);
        this.addresses = new RedirectUris(web);
        this.console = console;
        this.clients = new ClientAddressResolver(web.clients().trustedProxies());
        this.starts = new AddressBuckets(
                "tests",
                web.clients().limits().attempts(),
                app.ticker(),
                new SharedCounterClient(web.clients().shared(), app.ticker()::nanos));
    }

    private record StartView(URI authorizeUrl, String state) {
        @Override
        public String toString() {
            return "StartView[state=***]";
        }
    }

    private record StepView(String name, String outcome, long tookMs, TestErrors.@Nullable View error) {}

    private record ResultView(
            String outcome,
            List<StepView> steps,
            @Nullable String openid,
            @Nullable Boolean hasUnionid,
            @Nullable String nickname,
            @Nullable String avatar,
            @Nullable String person,
            @Nullable String userId) {}

    Response start(RoutedRequest call, TestStart body) {
        LoginInstance instance = instance(call);
        IpAddress address = clients.of(call.request());
        RateLimiter.require(starts.take(address).pause(), starts.name(), address.network());
        LoginAttempt attempt = app.login()
                .start(
                        instance,
                        new AttemptRequest(
                                Intent.TEST,
                                Display.IFRAME,
                                browser(call.request()),
                                addresses.redirectUri(instance, Intent.TEST, Display.IFRAME, Optional.empty()),
                                null,
                                null,
                                null));
        return Response.json(201, new StartView(attempt.authorizeUrl(), attempt.state()));
    }

    Response result(RoutedRequest call, TestAnswer body) {
        LoginInstance instance = instance(call);
        Token state = Token.parse(body.state()).orElseGet(Token::random);
        TestScanResult test = app.login().finishTest(instance, browser(call.request()), state, body.code());
        return Response.json(200, view(instance, test, call));
    }

    private ResultView view(LoginInstance instance, TestScanResult test, RoutedRequest call) {
        List<StepView> steps = test.steps().stream()
                .map(step -> new StepView(
                        step.name(),
                        outcome(step.failure()),
                        step.took().toMillis(),
                        step.failure()
                                .map(failure -> errors.view(instance.name(), failure, call.request()))
                                .orElse(null)))
                .toList();
        return new ResultView(
                outcome(test.failure()),
                steps,
                test.identity().map(identity -> masked(identity.openId())).orElse(null),
                test.identity().map(identity -> identity.unionId().isPresent()).orElse(null),
                test.profile().map(Profile::nickname).orElse(null),
                test.profile().map(Profile::avatarOrNull).orElse(null),
                test.person()
                        .map(person -> person.name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                test.user().map(UserId::value).orElse(null));
    }

    private static String outcome(Optional<LoginException> failure) {
        return failure.isEmpty() ? "ok" : "failed";
    }

    /** Returns the first and the last two characters. */
    static String masked(OpenId openId) {
        String text = openId.value();
        return text.length() < 8 ? "…" : text.substring(0, 2) + "…" + text.substring(text.length() - 2);
    }

    private LoginInstance instance(RoutedRequest call) {
        String name = call.parameter("fullName");
        return app.loginInstances().stream()
                .filter(instance -> instance.fullName().equals(name))
                .findFirst()
                .orElseThrow(() -> new LoginException(
                        ErrorCode.NOT_FOUND, "There is no login method of this full name, or a fault in its files."));
    }

    private Token browser(HttpServletRequest request) {
        return ConsoleAuthentication.browserOf(request, console)
                .orElseThrow(() -> new LoginException(
                        ErrorCode.SESSION_REQUIRED, "A test belongs to a session of the console, or to the key."));
    }
}
