package dev.saoma.servlet;

import dev.saoma.servlet.Routes.Found;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/**
 * Who is told of a failure.
 *
 * @param person whether a person looks at the answer in a browser's window, rather than a script that reads it
 */
record Audience(boolean person, Language language) {

    static Audience of(HttpServletRequest request, String path, Optional<Found> found) {
        return new Audience(
                looks(request, path, found),
                Language.preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }

    private static boolean looks(HttpServletRequest request, String path, Optional<Found> found) {
        String accept = request.getHeader("Accept");
        boolean page = found.map(
                        one -> one.route().kind() != Kind.API && one.route().kind() != Kind.ASSET)
                .orElse(!path.startsWith("/api/"));
        return page && request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }
}
