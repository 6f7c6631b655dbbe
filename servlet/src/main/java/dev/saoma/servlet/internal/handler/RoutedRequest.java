package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.security.Authentication;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;

/**
 * A request whose route is known.
 *
 * @param parameters the segment of the address for each name of the route's path
 */
public record RoutedRequest(HttpServletRequest request, Map<String, String> parameters, Authentication authentication) {

    /** Returns the segment for a name of the route's path. */
    public String parameter(String name) {
        return Objects.requireNonNull(parameters.get("{" + name + "}"), name);
    }

    @Override
    public String toString() {
        return "RoutedRequest" + parameters;
    }
}
