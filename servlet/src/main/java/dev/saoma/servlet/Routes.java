package dev.saoma.servlet;

import static dev.saoma.servlet.Guard.PUBLIC;
import static dev.saoma.servlet.Guard.RECENT;
import static dev.saoma.servlet.Guard.SESSION;
import static dev.saoma.servlet.Kind.API;
import static dev.saoma.servlet.Kind.ASSET;
import static dev.saoma.servlet.Kind.CALLBACK_PAGE;
import static dev.saoma.servlet.Kind.ERROR_PAGE;
import static dev.saoma.servlet.Kind.LOGIN_PAGE;

import dev.saoma.servlet.Bodies.AttemptBody;
import dev.saoma.servlet.Bodies.CodeBody;
import dev.saoma.servlet.Bodies.SessionBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The route table: what is not in it is not there. */
final class Routes {
    private final List<Route> table;

    Routes(
            LoginHandlers login,
            SessionHandlers session,
            BindingHandlers bindings,
            PageHandlers pages,
            List<Route> more) {
        // An attempt to bind also needs a recent session, which its handler asks for: the body says what it is for.
        List<Route> ours = List.of(
                Route.plain("GET", "/api/login", PUBLIC, API, login::list),
                Route.plain("GET", "/api/login/{instance}", PUBLIC, API, login::config),
                Route.reading(
                        "POST",
                        "/api/login/{instance}/attempts",
                        PUBLIC,
                        AttemptBody.class,
                        AttemptBody::read,
                        login::start),
                Route.plain("GET", "/api/login/{instance}/callback", PUBLIC, CALLBACK_PAGE, pages::callback),
                Route.reading(
                        "POST", "/api/login/{instance}/code", PUBLIC, CodeBody.class, CodeBody::read, login::finish),
                Route.reading("POST", "/api/session", PUBLIC, SessionBody.class, SessionBody::read, session::open),
                Route.plain("GET", "/api/session", SESSION, API, session::current),
                Route.plain("DELETE", "/api/session", SESSION, API, session::end),
                Route.plain("GET", "/api/bindings", SESSION, API, bindings::list),
                Route.reading(
                        "POST", "/api/bindings/{instance}", SESSION, CodeBody.class, CodeBody::read, bindings::bind),
                Route.plain("DELETE", "/api/bindings/{instance}", RECENT, API, bindings::unbind),
                Route.plain("GET", "/api/openapi.json", PUBLIC, API, pages::openApi),
                Route.plain("GET", "/login", PUBLIC, LOGIN_PAGE, pages::login),
                Route.plain("GET", "/errors/{code}", PUBLIC, ERROR_PAGE, pages::error),
                Route.plain("GET", "/assets/{file}", PUBLIC, ASSET, pages::asset));
        table = Stream.concat(ours.stream(), more.stream()).toList();
    }

    List<Route> table() {
        return table;
    }

    /** A route with what stands in the place of its names. */
    record Found(Route route, Map<String, String> parameters) {}

    /** All routes of an address, one for each method; none when the address is unknown or written oddly. */
    List<Found> at(String path) {
        if (!PathPattern.isPlain(path)) {
            return List.of();
        }
        return table.stream()
                .map(route -> route.path().match(path).map(parameters -> new Found(route, parameters)))
                .flatMap(Optional::stream)
                .toList();
    }
}
