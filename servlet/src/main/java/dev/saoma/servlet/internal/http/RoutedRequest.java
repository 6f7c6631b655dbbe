package dev.saoma.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;

/** One request, after its route has been found. */
public record RoutedRequest(HttpServletRequest request, Map<String, String> parameters) {

    /** The segment that stands in the place of a name of the route's pattern. */
    public String parameter(String name) {
        return Objects.requireNonNull(parameters.get("{" + name + "}"), name);
    }

    @Override
    public String toString() {
        return "Call" + parameters;
    }
}
