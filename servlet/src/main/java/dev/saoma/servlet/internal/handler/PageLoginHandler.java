package dev.saoma.servlet.internal.handler;

import dev.saoma.error.LoginException;
import dev.saoma.login.LoginService;
import dev.saoma.login.PageLogin;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.DeviceName;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.page.Pages;
import dev.saoma.servlet.internal.problem.CallbackFailure;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.TopLevelNavigation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finishes a login in page mode when WeChat sends the browser back, and sends it on with its session. */
final class PageLoginHandler {
    private final LoginService login;
    private final BrowserIdentity browsers;
    private final RateLimiter limits;
    private final Pages pages;
    private final boolean ownTokens;

    /** @param ownTokens whether the application issues its own tokens, which only the page's script can receive */
    PageLoginHandler(LoginService login, BrowserIdentity browsers, RateLimiter limits, Pages pages, boolean ownTokens) {
        this.login = login;
        this.browsers = browsers;
        this.limits = limits;
        this.pages = pages;
        this.ownTokens = ownTokens;
    }

    /** WeChat's answer to an attempt of the request's browser. */
    private record Answer(Token browser, Token state, String code) {
        @Override
        public String toString() {
            return "Answer[***]";
        }
    }

    /**
     * Finishes the login; empty when the callback page has to continue.
     *
     * @throws CallbackFailure when the login is refused or fails
     */
    Optional<Response> finish(RoutedRequest call, LoginInstance instance, CallbackQuery query) {
        return mayFinish(call)
                ? answer(call, query).flatMap(answer -> limited(call, instance, answer))
                : Optional.empty();
    }

    /** Excludes requests that the API would refuse, or would answer with a token in place of cookies. */
    private boolean mayFinish(RoutedRequest call) {
        HttpServletRequest request = call.request();
        return !ownTokens
                && TopLevelNavigation.is(request)
                && !call.authentication().isBearer()
                && browsers.cookies().areSingle(request);
    }

    private Optional<Answer> answer(RoutedRequest call, CallbackQuery query) {
        if (query.hasHint()) {
            return Optional.empty();
        }
        return browsers.find(call.request())
                .flatMap(browser ->
                        query.state().flatMap(state -> query.code().map(code -> new Answer(browser, state, code))));
    }

    private Optional<Response> limited(RoutedRequest call, LoginInstance instance, Answer answer) {
        var begun = new AtomicBoolean();
        try {
            // Counted before the look-up, so that requests with made-up states cost no more than those of the API.
            return limits.run(Cost.CALL, call.request(), () -> {
                begun.set(true);
                return finish(call, instance, answer);
            });
        } catch (RuntimeException e) {
            if (begun.get()) {
                throw new CallbackFailure(instance, e);
            }
            if (e instanceof LoginException) {
                // The attempt is unused: the page's script asks again, and shows the limit if there still is one.
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Response> finish(RoutedRequest call, LoginInstance instance, Answer answer) {
        HttpServletRequest request = call.request();
        return login.finishPage(
                        instance,
                        answer.browser(),
                        answer.state(),
                        answer.code(),
                        DeviceName.of(request),
                        call.authentication().secret().orElse(null))
                .map(finished -> sendOn(request, finished));
    }

    private Response sendOn(HttpServletRequest request, PageLogin.Finished finished) {
        String to = Optional.ofNullable(finished.returnTo()).orElse(pages.address("/login"));
        return Response.empty(302, ResponseKind.CALLBACK_PAGE)
                .with("Location", to)
                .withCookies(
                        browsers.cookiesOfSession(request, finished.signedIn().secret()));
    }
}
