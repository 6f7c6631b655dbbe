package dev.saoma.servlet.internal.handler;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the path of a request, and names the request for the log by values that are known. */
final class RequestLine {
    /** The path of no route. */
    private static final String ELSEWHERE = "?";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final LoginMethods instances;

    RequestLine(LoginMethods instances) {
        this.instances = instances;
    }

    /** Returns the undecoded path below the mapping; {@link #ELSEWHERE} when the request spells the mapping differently. */
    static String path(HttpServletRequest request) {
        // Not getServletPath(), which decodes, and which containers refuse for some addresses.
        String pattern = request.getHttpServletMapping().getPattern();
        String place =
                request.getContextPath() + (pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "");
        String uri = request.getRequestURI();
        return uri.startsWith(place) ? uri.substring(place.length()) : ELSEWHERE;
    }

    /** Returns method, route, instance, attempt and client. Unknown values are left out. */
    String of(HttpServletRequest request, String method, Optional<RouteMatch> found, List<RouteMatch> known) {
        String verb = METHODS.contains(method) ? method : "(odd method)";
        Optional<RouteMatch> at = found.or(() -> known.stream().findFirst());
        String route = at.map(one -> one.route().path().toString()).orElse("(no route)");
        return verb + " " + route
                + at.flatMap(this::instance).map(name -> " instance=" + name).orElse("")
                + RoutedRequest.attempt(request)
                + RoutedRequest.client(request);
    }

    /** Returns the login instance that an address names, if there is one of this name. */
    Optional<String> instance(RouteMatch match) {
        return Optional.ofNullable(match.parameters().get("{instance}")).filter(instances::isKnown);
    }
}
