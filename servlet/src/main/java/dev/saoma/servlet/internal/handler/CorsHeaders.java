package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.security.ClientCors;
import dev.saoma.servlet.internal.security.OriginRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/** Decides by the route which pages of other origins may read a response. */
final class CorsHeaders {
    private final OriginRules origins;

    CorsHeaders(OriginRules origins) {
        this.origins = origins;
    }

    /**
     * Adds the headers, and returns the response to a preflight request; empty for other requests.
     *
     * @param known the routes of the address, which all have the rule of the first
     */
    Optional<Response> share(List<RouteMatch> known, HttpServletRequest request, HttpServletResponse response) {
        Optional<ClientCors> ofClients = known.stream()
                .map(RouteMatch::route)
                .findFirst()
                .filter(Route::isOfClients)
                .map(route -> route.rules().cors());
        if (ofClients.isPresent()) {
            ClientCors cors = ofClients.get();
            cors.share(request, response);
            return cors.isPreflight(request) ? Optional.of(cors.preflight(methods(known))) : Optional.empty();
        }
        origins.share(request, response);
        return !known.isEmpty() && origins.isPreflight(request)
                ? Optional.of(origins.preflight(methods(known)))
                : Optional.empty();
    }

    /** Returns the methods of an address. */
    static List<String> methods(List<RouteMatch> known) {
        return known.stream().map(found -> found.route().method()).toList();
    }
}
