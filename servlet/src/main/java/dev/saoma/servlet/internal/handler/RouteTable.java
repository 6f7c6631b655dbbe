package dev.saoma.servlet.internal.handler;

import static dev.saoma.servlet.internal.http.ResponseKind.ACCOUNT_PAGE;
import static dev.saoma.servlet.internal.http.ResponseKind.API;
import static dev.saoma.servlet.internal.http.ResponseKind.ASSET;
import static dev.saoma.servlet.internal.http.ResponseKind.CALLBACK_PAGE;
import static dev.saoma.servlet.internal.http.ResponseKind.ERROR_PAGE;
import static dev.saoma.servlet.internal.http.ResponseKind.LOGIN_PAGE;
import static dev.saoma.servlet.internal.security.Guard.PUBLIC;
import static dev.saoma.servlet.internal.security.Guard.RECENT;
import static dev.saoma.servlet.internal.security.Guard.SESSION;

import dev.saoma.servlet.internal.handler.RequestBodies.AttemptBody;
import dev.saoma.servlet.internal.handler.RequestBodies.BindTicketBody;
import dev.saoma.servlet.internal.handler.RequestBodies.CodeBody;
import dev.saoma.servlet.internal.handler.RequestBodies.CorpBody;
import dev.saoma.servlet.internal.handler.RequestBodies.SessionBody;
import dev.saoma.servlet.internal.limit.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All routes. Every other address is refused with {@code not_found}. */
final class RouteTable {
    private static final int LONGEST = 512;

    private final List<Route> table;
    private final Map<String, List<RouteMatch>> fixed;
    private final Map<Integer, List<Route>> named;

    RouteTable(
            LoginHandlers login,
            SessionHandlers session,
            SessionListHandlers sessions,
            BindingHandlers bindings,
            BindTicketHandlers bindTickets,
            PageHandlers pages,
            HostRoutes host) {
        table = Stream.of(of(login, pages), of(session, sessions), of(bindings, bindTickets), of(pages), host.routes())
                .flatMap(List::stream)
                .filter(route -> host.isServed().test(route.path().text()))
                .toList();
        named = table.stream()
                .filter(route -> !route.path().isFixed())
                .collect(Collectors.groupingBy(route -> route.path().segments().size()));
        fixed = table.stream()
                .filter(route -> route.path().isFixed())
                .map(route -> route.path().text())
                .distinct()
                .collect(Collectors.toMap(path -> path, path -> find(table, PathPattern.split(path))));
    }

    /** An attempt to bind or to re-authenticate needs a session: the handler checks that, since the body has the intent. */
    private static List<Route> of(LoginHandlers login, PageHandlers pages) {
        return List.of(
                Route.plain("GET", "/api/login", PUBLIC, API, login::list),
                Route.plain("GET", "/api/login/{instance}", PUBLIC, API, login::config),
                Route.reading(
                                "POST",
                                "/api/login/{instance}/attempts",
                                PUBLIC,
                                AttemptBody.class,
                                AttemptBody::read,
                                login::start)
                        .costing(Cost.ATTEMPT),
                Route.plain("GET", "/api/login/{instance}/callback", PUBLIC, CALLBACK_PAGE, pages::callback),
                Route.reading(
                                "POST",
                                "/api/login/{instance}/code",
                                PUBLIC,
                                CodeBody.class,
                                CodeBody::read,
                                login::finish)
                        .costing(Cost.CALL));
    }

    private static List<Route> of(SessionHandlers session, SessionListHandlers sessions) {
        return List.of(
                Route.reading("POST", "/api/session", PUBLIC, SessionBody.class, SessionBody::read, session::open)
                        .costing(Cost.CALL),
                Route.plain("GET", "/api/session", SESSION, API, session::current),
                Route.plain("DELETE", "/api/session", SESSION, API, session::end),
                Route.reading("PUT", "/api/session/corp", SESSION, CorpBody.class, CorpBody::read, session::changeCorp),
                Route.plain("GET", "/api/sessions", SESSION, API, sessions::list),
                Route.plain("DELETE", "/api/sessions", SESSION, API, sessions::endOthers)
                        .withQuery(SessionListHandlers.OTHERS),
                Route.plain("DELETE", "/api/sessions/{id}", SESSION, API, sessions::endOne));
    }

    /** An invited attempt can be finished without a session. The handler checks that, since only it knows the attempt. */
    private static List<Route> of(BindingHandlers bindings, BindTicketHandlers bindTickets) {
        return List.of(
                Route.plain("GET", "/api/bindings", SESSION, API, bindings::list),
                Route.reading(
                                "POST",
                                "/api/bindings/{instance}",
                                PUBLIC,
                                CodeBody.class,
                                CodeBody::read,
                                bindings::bind)
                        .costing(Cost.CALL),
                Route.plain("DELETE", "/api/bindings/{instance}", RECENT, API, bindings::unbind),
                Route.reading(
                                "POST",
                                "/api/registrations",
                                PUBLIC,
                                BindTicketBody.class,
                                BindTicketBody::read,
                                bindTickets::register)
                        .costing(Cost.CALL),
                Route.reading(
                                "POST",
                                "/api/bind-tickets/redeem",
                                RECENT,
                                BindTicketBody.class,
                                BindTicketBody::read,
                                bindTickets::attach)
                        .costing(Cost.CALL));
    }

    private static List<Route> of(PageHandlers pages) {
        return List.of(
                Route.plain("GET", "/api/openapi.json", PUBLIC, API, pages::openApi),
                Route.plain("GET", "/login", PUBLIC, LOGIN_PAGE, pages::login),
                Route.plain("GET", "/account", PUBLIC, ACCOUNT_PAGE, pages::account),
                Route.plain("GET", "/errors/{code}", PUBLIC, ERROR_PAGE, pages::error),
                Route.plain("GET", "/assets/{file}", PUBLIC, ASSET, pages::asset));
    }

    List<Route> table() {
        return table;
    }

    /** Returns the routes of an address, one for each method; empty for an unknown address. */
    List<RouteMatch> at(String path) {
        List<RouteMatch> known = fixed.get(path);
        if (known != null) {
            return known;
        }
        if (path.length() > LONGEST) {
            return List.of();
        }
        List<String> segments = PathPattern.split(path);
        return find(named.getOrDefault(segments.size(), List.of()), segments);
    }

    /** Returns the page that an address typed by hand means: the first page, or one with a slash at its end; else empty. */
    Optional<String> pageMeant(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return Stream.of("/login", "/console").filter(fixed::containsKey).findFirst();
        }
        return Optional.of(path)
                .filter(one -> one.endsWith("/"))
                .map(one -> one.substring(0, one.length() - 1))
                .filter(page -> fixed.getOrDefault(page, List.of()).stream().anyMatch(RouteTable::isPage));
    }

    private static boolean isPage(RouteMatch match) {
        return switch (match.route().kind()) {
            case LOGIN_PAGE, ACCOUNT_PAGE, CONSOLE_PAGE, CALLBACK_PAGE, ERROR_PAGE -> true;
            case API, OAUTH, OAUTH_PAGE, FORM_POST_PAGE, ASSET -> false;
        };
    }

    private static List<RouteMatch> find(List<Route> among, List<String> segments) {
        var matches = new ArrayList<RouteMatch>(2);
        for (Route route : among) {
            route.path().match(segments).ifPresent(found -> matches.add(new RouteMatch(route, found)));
        }
        return matches;
    }
}
