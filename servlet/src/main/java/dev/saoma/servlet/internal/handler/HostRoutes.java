package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.problem.RefusedRequests;
import dev.saoma.servlet.internal.security.Administrators;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a host adds to the routes of the API.
 *
 * @param administrators for routes that need a role; empty refuses them
 * @param routes in addition to those of the API
 * @param refused is told of requests that were refused before their handler was called
 * @param otherOrigin the second origin of the same host: its pages may frame the callback page, and its callback page may be
 *     in a frame of the console; it may not call the API
 * @param isServed decides by the path of a route whether it exists; every other address is refused with {@code not_found}
 */
public record HostRoutes(
        Optional<Administrators> administrators,
        List<Route> routes,
        RefusedRequests refused,
        Optional<String> otherOrigin,
        Predicate<String> isServed) {
    /** Nothing. */
    public static final HostRoutes NONE =
            new HostRoutes(Optional.empty(), List.of(), RefusedRequests.none(), Optional.empty(), path -> true);

    /** Returns the same with a second origin of the host. */
    public HostRoutes beside(String origin) {
        return new HostRoutes(administrators, routes, refused, Optional.of(origin), isServed);
    }

    /** Returns the same without the routes whose path is refused, those of the API among them. */
    public HostRoutes only(Predicate<String> paths) {
        return new HostRoutes(administrators, routes, refused, otherOrigin, paths);
    }
}
