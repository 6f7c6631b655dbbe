package dev.saoma.servlet.internal.problem;

import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.http.RouteMatch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/**
 * Who is told of a failure.
 *
 * @param person whether a person looks at the answer in a browser's window, rather than a script that reads it
 */
public record ErrorAudience(boolean person, Language language) {

    public static ErrorAudience of(HttpServletRequest request, String path, Optional<RouteMatch> found) {
        return new ErrorAudience(
                looks(request, path, found),
                Language.preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }

    private static boolean looks(HttpServletRequest request, String path, Optional<RouteMatch> found) {
        String accept = request.getHeader("Accept");
        boolean page = found.map(one ->
                        one.route().kind() != ResponseKind.API && one.route().kind() != ResponseKind.ASSET)
                .orElse(!path.startsWith("/api/"));
        return page && request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }
}
