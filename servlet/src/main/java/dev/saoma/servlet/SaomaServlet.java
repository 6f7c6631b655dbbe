package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.Route.Cost;
import dev.saoma.servlet.Routes.Found;
import jakarta.servlet.http.HttpServlet;
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
 * The HTTP API, the hosted pages and the component's files, as one servlet. Map it to {@code <path>/*}; it answers every
 * address below with its own headers and errors, and never asks the container for an error page.
 */
public final class SaomaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SaomaServlet.class);
    /** The path of no route. */
    private static final String ELSEWHERE = "?";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final transient WebSettings settings;
    private final transient Routes routes;
    private final transient Instances instances;
    private final transient Caller caller;
    private final transient Cookies cookies;
    private final transient Browsers browsers;
    private final transient PageHandlers pages;
    private final transient OriginRules origins;
    private final transient SecurityHeaders headers;
    private final transient Problems problems;
    private final transient RateLimits limits;
    private final transient ForwardedPrefix proxies;
    private final transient OpenRequests open;

    /** With the Saoma session as the only way to be signed in. */
    public SaomaServlet(App app, WebSettings settings) {
        this(app, settings, Caller.bySession(app.sessions(), new Cookies(settings)));
    }

    /** For an application that has a login of its own, and whose users may bind a WeChat. */
    public SaomaServlet(App app, WebSettings settings, CurrentUser currentUser) {
        this(app, settings, currentUser, Optional.empty(), List.of());
    }

    private SaomaServlet(
            App app, WebSettings settings, CurrentUser currentUser, Optional<Secret> adminKey, List<Route> more) {
        this.settings = settings;
        this.cookies = new Cookies(settings);
        this.caller = new Caller(
                app.sessions(),
                cookies,
                currentUser,
                adminKey.map(key -> new AdminKey(key, settings.clients(), app.ticker())),
                settings.reauthUrl());
        this.origins = new OriginRules(settings);
        this.limits = new RateLimits(settings.clients(), app.ticker());
        this.open = new OpenRequests(settings.clients());
        this.headers = new SecurityHeaders(settings);
        this.proxies = new ForwardedPrefix(settings);
        var templates = new Pages(settings);
        this.problems = new Problems(settings, templates);
        this.instances = new Instances(app);
        this.pages = new PageHandlers(templates, instances);
        this.browsers = new Browsers(cookies);
        this.routes = new Routes(
                new LoginHandlers(app.login(), instances, caller, browsers, new Addresses(settings)),
                new SessionHandlers(app, caller, browsers),
                new SessionListHandlers(app.sessions(), caller, cookies),
                new BindingHandlers(app, instances, caller, browsers),
                new BindTicketHandlers(app.login(), caller, browsers),
                pages,
                more);
    }

    /**
     * With routes of the host's own for whoever has the administrator's key.
     *
     * @param adminKey what stands in {@code Authorization: Bearer} for routes of {@link Guard#ADMIN}
     */
    public static SaomaServlet administered(App app, WebSettings settings, Secret adminKey, List<Route> routes) {
        CurrentUser bySession = Caller.bySession(app.sessions(), new Cookies(settings));
        return new SaomaServlet(app, settings, bySession, Optional.of(adminKey), routes);
    }

    /** The table, for the tests that walk it. */
    List<Route> table() {
        return routes.table();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        proxies.hear(request);
        String path = path(request);
        List<Found> known = routes.at(path);
        origins.share(request, response);
        if (!known.isEmpty() && origins.isPreflight(request)) {
            headers.write(Kind.API, response);
            origins.answerPreflight(methods(known), response);
            return;
        }
        try (OpenRequests.Place place = open.enter(request)) {
            send(answer(request, path, known, place), response);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, the container must not answer in our place
    private Answer answer(HttpServletRequest request, String path, List<Found> known, OpenRequests.Place place) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<Found> found = known.stream()
                .filter(one -> one.route().method().equals(method))
                .findFirst();
        try {
            if (!place.granted()) {
                throw RateLimits.tooMuch("open requests", Duration.ofSeconds(1));
            }
            if (!DevelopmentHost.admits(settings, request)) {
                throw Members.invalid(DevelopmentHost.REFUSAL);
            }
            if (known.isEmpty()) {
                return pages.moved(method, path, request).orElseThrow(PageHandlers::nothing);
            }
            if (found.isEmpty()) {
                throw new LoginException(ErrorCode.METHOD_NOT_ALLOWED, "This address knows " + allow(known) + ".");
            }
            return answer(request, found.get());
        } catch (Throwable failure) {
            String where = where(method, found, known);
            Answer answer = problem(explained(failure, request, found), where, Audience.of(request, path, found));
            return answer.status() == 405 ? answer.with("Allow", allow(known)) : answer;
        }
    }

    /** A browser that begins a login has no cookie yet; only a later step can miss it. */
    private Throwable explained(Throwable failure, HttpServletRequest request, Optional<Found> found) {
        return found.filter(one -> one.route().cost() == Cost.CALL).isPresent()
                ? browsers.explained(failure, request)
                : failure;
    }

    private Answer problem(Throwable failure, String where, Audience audience) {
        try {
            return problems.of(failure, where, audience);
        } catch (RuntimeException e) {
            // A Type of the application's own gave details that have no JSON form.
            return problems.of(e, where, audience);
        }
    }

    private Answer answer(HttpServletRequest request, Found found) {
        Route route = found.route();
        boolean changes = route.kind() == Kind.API && route.changes();
        if (route.kind() == Kind.API) {
            cookies.requireSingle(request);
            Browsers.requireSingle(request);
        }
        if (changes) {
            requireOneSource(route, request);
        }
        boolean stranger = changes && !origins.isTrusted(request);
        if (stranger && !Caller.isBearer(request)) {
            throw OriginRules.refusal(request);
        }
        return limits.spend(route.cost(), request, () -> {
            if (stranger && !caller.isSignedInByBearer(route.guard(), request)) {
                throw OriginRules.refusal(request);
            }
            caller.require(route.guard(), request);
            return route.handler().answer(new Call(request, found.parameters()));
        });
    }

    private static void requireOneSource(Route route, HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && (route.query().isEmpty() || !route.query().equals(query))) {
            throw Members.invalid("This call takes what it needs from its body alone; leave the query out.");
        }
    }

    private void send(Answer answer, HttpServletResponse response) {
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

    private static List<String> methods(List<Found> known) {
        return known.stream().map(found -> found.route().method()).toList();
    }

    private static String allow(List<Found> known) {
        return methods(known).stream()
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .reduce((all, method) -> all + ", " + method)
                .orElse("");
    }

    /** For the log: method, route and instance, and of none of them what is not in our own lists. */
    private String where(String method, Optional<Found> found, List<Found> known) {
        String verb = METHODS.contains(method) ? method : "(odd method)";
        Optional<Found> at = found.or(() -> known.stream().findFirst());
        String route = at.map(one -> one.route().path().toString()).orElse("(no route)");
        return verb + " " + route
                + at.flatMap(one -> Optional.ofNullable(one.parameters().get("{instance}")))
                        .filter(instances::isKnown)
                        .map(name -> " instance=" + name)
                        .orElse("");
    }
}
