package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.http.Route;
import dev.saoma.servlet.internal.http.Route.Cost;
import dev.saoma.servlet.internal.http.RouteMatch;
import dev.saoma.servlet.internal.http.RoutedRequest;
import dev.saoma.servlet.internal.limit.OpenRequests;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.page.Pages;
import dev.saoma.servlet.internal.problem.ErrorAudience;
import dev.saoma.servlet.internal.problem.ErrorResponses;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.DevelopmentHost;
import dev.saoma.servlet.internal.security.ForwardedPrefixWarning;
import dev.saoma.servlet.internal.security.OriginRules;
import dev.saoma.servlet.internal.security.RedirectUris;
import dev.saoma.servlet.internal.security.SecurityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every route: finds the route of a request, applies the limits and the rules of origin and authentication, calls the
 * route's handler and sends the response. It sends every error itself and never asks the container for an error page.
 */
public final class RequestDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    /** The path of no route. */
    private static final String ELSEWHERE = "?";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final WebSettings settings;
    private final RouteTable routes;
    private final LoginInstances instances;
    private final Authentication caller;
    private final Cookies cookies;
    private final BrowserIdentity browsers;
    private final PageHandlers pages;
    private final OriginRules origins;
    private final SecurityHeaders headers;
    private final ErrorResponses problems;
    private final RateLimiter limits;
    private final ForwardedPrefixWarning proxies;
    private final OpenRequests open;

    /**
     * @param adminKey the bearer token of routes with {@link dev.saoma.servlet.internal.http.Guard#ADMIN}; empty refuses them
     * @param more routes beside those of the API
     */
    public RequestDispatcher(
            App app, WebSettings settings, CurrentUser currentUser, Optional<Secret> adminKey, List<Route> more) {
        this.settings = settings;
        this.cookies = new Cookies(settings);
        this.caller = new Authentication(
                app.sessions(),
                cookies,
                currentUser,
                adminKey.map(key -> new AdminKey(key, settings.clients(), app.ticker())),
                settings.reauthUrl());
        this.origins = new OriginRules(settings);
        this.limits = new RateLimiter(settings.clients(), app.ticker());
        this.open = new OpenRequests(settings.clients());
        this.headers = new SecurityHeaders(settings);
        this.proxies = new ForwardedPrefixWarning(settings);
        var templates = new Pages(settings);
        this.problems = new ErrorResponses(settings, templates);
        this.instances = new LoginInstances(app);
        this.pages = new PageHandlers(templates, instances);
        this.browsers = new BrowserIdentity(cookies);
        this.routes = new RouteTable(
                new LoginHandlers(app.login(), instances, caller, browsers, new RedirectUris(settings)),
                new SessionHandlers(app, caller, browsers),
                new SessionListHandlers(app.sessions(), caller, cookies),
                new BindingHandlers(app, instances, caller, browsers),
                new BindTicketHandlers(app.login(), caller, browsers),
                pages,
                more);
    }

    /** Accepts the Saoma session as the only way to be signed in. */
    public static RequestDispatcher bySession(
            App app, WebSettings settings, Optional<Secret> adminKey, List<Route> more) {
        CurrentUser bySession = Authentication.bySession(app.sessions(), new Cookies(settings));
        return new RequestDispatcher(app, settings, bySession, adminKey, more);
    }

    /** All routes. */
    public List<Route> table() {
        return routes.table();
    }

    /** Serves one request. */
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        proxies.hear(request);
        String path = path(request);
        List<RouteMatch> known = routes.at(path);
        origins.share(request, response);
        if (!known.isEmpty() && origins.isPreflight(request)) {
            headers.write(ResponseKind.API, response);
            origins.answerPreflight(methods(known), response);
            return;
        }
        try (OpenRequests.Place place = open.enter(request)) {
            send(answer(request, path, known, place), response);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, the container must not answer in our place
    private Response answer(HttpServletRequest request, String path, List<RouteMatch> known, OpenRequests.Place place) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<RouteMatch> found = known.stream()
                .filter(one -> one.route().method().equals(method))
                .findFirst();
        try {
            if (!place.granted()) {
                throw RequestErrors.rateLimited("open requests", Duration.ofSeconds(1));
            }
            if (!DevelopmentHost.admits(settings, request)) {
                throw RequestErrors.invalid(DevelopmentHost.REFUSAL);
            }
            if (known.isEmpty()) {
                return pages.moved(method, path, request).orElseThrow(RequestErrors::unknownAddress);
            }
            if (found.isEmpty()) {
                throw new LoginException(ErrorCode.METHOD_NOT_ALLOWED, "This address knows " + allow(known) + ".");
            }
            return answer(request, found.get());
        } catch (Throwable failure) {
            String where = where(method, found, known);
            Response answer =
                    problem(explained(failure, request, found), where, ErrorAudience.of(request, path, found));
            return answer.status() == 405 ? answer.with("Allow", allow(known)) : answer;
        }
    }

    /** A browser that begins a login has no cookie yet; only a later step can miss it. */
    private Throwable explained(Throwable failure, HttpServletRequest request, Optional<RouteMatch> found) {
        return found.filter(one -> one.route().cost() == Cost.CALL).isPresent()
                ? browsers.explained(failure, request)
                : failure;
    }

    private Response problem(Throwable failure, String where, ErrorAudience audience) {
        try {
            return problems.of(failure, where, audience);
        } catch (RuntimeException e) {
            // A Type of the application's own gave details that have no JSON form.
            return problems.of(e, where, audience);
        }
    }

    private Response answer(HttpServletRequest request, RouteMatch found) {
        Route route = found.route();
        boolean changes = route.kind() == ResponseKind.API && route.changes();
        if (route.kind() == ResponseKind.API) {
            cookies.requireSingle(request);
            BrowserIdentity.requireSingle(request);
        }
        if (changes) {
            requireOneSource(route, request);
        }
        boolean stranger = changes && !origins.isTrusted(request);
        if (stranger && !Authentication.isBearer(request)) {
            throw OriginRules.refusal(request);
        }
        return limits.spend(route.cost(), request, () -> {
            if (stranger && !caller.isSignedInByBearer(route.guard(), request)) {
                throw OriginRules.refusal(request);
            }
            caller.require(route.guard(), request);
            return route.handler().answer(new RoutedRequest(request, found.parameters()));
        });
    }

    private static void requireOneSource(Route route, HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && (route.query().isEmpty() || !route.query().equals(query))) {
            throw RequestErrors.invalid("This call takes what it needs from its body alone; leave the query out.");
        }
    }

    private void send(Response answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        headers.write(answer.kind(), response);
        answer.headers().forEach(header -> response.addHeader(header.name(), header.value()));
        if (answer.type().isEmpty()) {
            return;
        }
        response.setContentType(answer.type());
        response.setContentLength(answer.content().length());
        try {
            answer.content().writeTo(response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("the caller went away before the answer was sent");
        }
    }

    /** The undecoded path below the place that the servlet is mapped to; {@link #ELSEWHERE} when that is written in another way. */
    private static String path(HttpServletRequest request) {
        // The mapping and not getServletPath(), which decodes, and which containers refuse to answer for odd addresses.
        String pattern = request.getHttpServletMapping().getPattern();
        String place =
                request.getContextPath() + (pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "");
        String uri = request.getRequestURI();
        return uri.startsWith(place) ? uri.substring(place.length()) : ELSEWHERE;
    }

    private static List<String> methods(List<RouteMatch> known) {
        return known.stream().map(found -> found.route().method()).toList();
    }

    private static String allow(List<RouteMatch> known) {
        return methods(known).stream()
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .reduce((all, method) -> all + ", " + method)
                .orElse("");
    }

    /** For the log: method, route and instance, and of none of them what is not in our own lists. */
    private String where(String method, Optional<RouteMatch> found, List<RouteMatch> known) {
        String verb = METHODS.contains(method) ? method : "(odd method)";
        Optional<RouteMatch> at = found.or(() -> known.stream().findFirst());
        String route = at.map(one -> one.route().path().toString()).orElse("(no route)");
        return verb + " " + route
                + at.flatMap(one -> Optional.ofNullable(one.parameters().get("{instance}")))
                        .filter(instances::isKnown)
                        .map(name -> " instance=" + name)
                        .orElse("");
    }
}
