package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.TokenIssuer;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.limit.OpenRequests;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.page.Pages;
import dev.saoma.servlet.internal.problem.ErrorAudience;
import dev.saoma.servlet.internal.problem.ErrorResponses;
import dev.saoma.servlet.internal.problem.RefusedRequests;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.AuthenticationSources;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.DevelopmentHost;
import dev.saoma.servlet.internal.security.ForwardedPrefixWarning;
import dev.saoma.servlet.internal.security.OriginRules;
import dev.saoma.servlet.internal.security.RedirectUris;
import dev.saoma.servlet.internal.security.WithoutCookies;
import dev.saoma.store.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves every route: finds the route of a request, applies the limits and the rules of origin and authentication, calls the
 * route's handler and sends the response. It sends every error itself and never asks the container for an error page.
 */
public final class RequestDispatcher {
    private final WebSettings settings;
    private final RefusedRequests refused;
    private final CurrentActor currentActor;
    private final RouteTable routes;
    private final RequestLine lines;
    private final CorsHeaders cors;
    private final AuthenticationSources sources;
    private final Cookies cookies;
    private final BrowserIdentity browsers;
    private final PageHandlers pages;
    private final OriginRules origins;
    private final ResponseWriter writer;
    private final ErrorResponses problems;
    private final RateLimiter limits;
    private final ForwardedPrefixWarning forwardedPrefix;
    private final OpenRequests open;

    /**
     * Creates the routes of one app.
     *
     * @param currentUser the application's own login; when empty, only the Saoma session signs a user in
     * @param tokenIssuer the application's own tokens; when empty, a login opens a Saoma session
     * @param host what the host adds to the API
     */
    public RequestDispatcher(
            App app,
            WebSettings settings,
            Optional<CurrentUser> currentUser,
            Optional<TokenIssuer> tokenIssuer,
            HostRoutes host) {
        this.settings = settings;
        this.refused = host.refused();
        this.currentActor = app.currentActor();
        this.cookies = new Cookies(settings);
        this.sources = new AuthenticationSources(
                app.sessions(), cookies, currentUser, tokenIssuer, host.administrators(), settings.reauthUrl());
        this.origins = new OriginRules(settings);
        this.cors = new CorsHeaders(origins);
        this.limits = new RateLimiter(settings.clients(), app.ticker());
        this.open = new OpenRequests(settings.clients());
        this.writer = new ResponseWriter(settings, host.otherOrigin());
        this.forwardedPrefix = new ForwardedPrefixWarning(settings);
        var templates = new Pages(settings, host.otherOrigin());
        this.problems = new ErrorResponses(settings, templates);
        var instances = new LoginMethods(app);
        this.lines = new RequestLine(instances);
        this.browsers = new BrowserIdentity(cookies);
        this.pages = new PageHandlers(
                templates,
                instances,
                new PageLoginHandler(app.login(), browsers, limits, templates, tokenIssuer.isPresent()));
        this.routes = new RouteTable(
                new LoginHandlers(app.login(), instances, browsers, new RedirectUris(settings)),
                new SessionHandlers(app, browsers, tokenIssuer),
                new SessionListHandlers(app.sessions(), cookies),
                new BindingHandlers(app, instances, browsers),
                new BindTicketHandlers(app.login(), browsers),
                pages,
                host);
    }

    /** Returns all routes. */
    public List<Route> table() {
        return routes.table();
    }

    /** Serves one request. */
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        forwardedPrefix.check(request);
        String path = RequestLine.path(request);
        List<RouteMatch> known = routes.at(path);
        Optional<Response> preflight = cors.share(known, request, response);
        if (preflight.isPresent()) {
            writer.write(preflight.get(), response);
            return;
        }
        try (OpenRequests.Place place = open.enter(request)) {
            writer.write(answer(request, path, known, place), response);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the container must not send an error page for any exception
    private Response answer(HttpServletRequest request, String path, List<RouteMatch> known, OpenRequests.Place place) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<RouteMatch> found = ofMethod(known, method);
        try {
            if (!place.granted()) {
                throw RequestErrors.rateLimited("open requests", Duration.ofSeconds(1));
            }
            if (!DevelopmentHost.admits(settings, request)) {
                throw RequestErrors.invalid(DevelopmentHost.REFUSAL);
            }
            if (known.isEmpty()) {
                return routes.pageMeant(path)
                        .filter(page -> method.equals("GET"))
                        .map(page -> pages.moved(page, request))
                        .orElseThrow(RequestErrors::unknownAddress);
            }
            if (found.isEmpty()) {
                throw new LoginException(ErrorCode.METHOD_NOT_ALLOWED, "This address knows " + allow(known) + ".");
            }
            return answer(request, found.get());
        } catch (Throwable failure) {
            report(failure, request, found);
            Response answer = problem(
                    explained(failure, request, found),
                    lines.of(request, method, found, known),
                    ErrorAudience.of(request, path, kind(found, known)));
            return answer.status() == 405 ? answer.with("Allow", allow(known)) : answer;
        }
    }

    /** Returns the kind of a route; for a method that the address does not know, only that of a route for OAuth clients. */
    private static Optional<ResponseKind> kind(Optional<RouteMatch> found, List<RouteMatch> known) {
        return found.or(() -> known.stream()
                        .filter(match -> match.route().isOfClients())
                        .findFirst())
                .map(match -> match.route().kind());
    }

    private void report(Throwable failure, HttpServletRequest request, Optional<RouteMatch> found) {
        if (failure instanceof LoginException refusal && !RoutedRequest.isHandled(request)) {
            found.filter(match -> match.route().cost() != Cost.NOTHING)
                    .ifPresent(match -> refused.refused(refusal.code(), lines.instance(match)));
        }
    }

    private static Optional<RouteMatch> ofMethod(List<RouteMatch> known, String method) {
        for (RouteMatch match : known) {
            if (match.route().method().equals(method)) {
                return Optional.of(match);
            }
        }
        return Optional.empty();
    }

    /** Adds the reason to later steps only: a browser without a cookie can start a login. */
    private Throwable explained(Throwable failure, HttpServletRequest request, Optional<RouteMatch> found) {
        return found.filter(one -> one.route().cost() == Cost.CALL).isPresent()
                ? browsers.withReason(failure, request)
                : failure;
    }

    private Response problem(Throwable failure, String where, ErrorAudience audience) {
        try {
            return problems.of(failure, where, audience);
        } catch (RuntimeException e) {
            // Details that an application's own Type added may have no JSON form.
            return problems.of(e, where, audience);
        }
    }

    private Response answer(HttpServletRequest sent, RouteMatch found) {
        Route route = found.route();
        HttpServletRequest request = route.kind() == ResponseKind.OAUTH ? new WithoutCookies(sent) : sent;
        boolean changes = route.kind() == ResponseKind.API && route.changes();
        if (route.kind() == ResponseKind.API) {
            cookies.requireSingle(request);
            BrowserIdentity.requireSingle(request);
        }
        if (changes) {
            requireOneSource(route, request);
        }
        if (route.rules().ownPages()) {
            origins.requireOwn(request);
        }
        var authentication = new Authentication(sources, request);
        boolean untrusted = changes && !origins.isTrusted(request);
        if (untrusted && !authentication.isBearer()) {
            throw origins.refusal(request);
        }
        return limits.run(route.cost(), request, () -> {
            if (untrusted && !authentication.isSignedInByBearer(route.guard())) {
                throw origins.refusal(request);
            }
            authentication.require(route.guard());
            var routed = new RoutedRequest(request, found.parameters(), authentication);
            routed.markHandled();
            return authentication
                    .actor(route.guard())
                    .map(actor ->
                            currentActor.callAs(actor, () -> route.handler().handle(routed)))
                    .orElseGet(() -> route.handler().handle(routed));
        });
    }

    private static void requireOneSource(Route route, HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && (route.query().isEmpty() || !route.query().equals(query))) {
            throw RequestErrors.invalid("This call takes what it needs from its body alone; leave the query out.");
        }
    }

    private static String allow(List<RouteMatch> known) {
        return CorsHeaders.methods(known).stream()
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .reduce((all, method) -> all + ", " + method)
                .orElse("");
    }
}
