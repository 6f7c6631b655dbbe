package dev.saoma.servlet.internal.problem;

import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/**
 * The reader of an error response.
 *
 * @param person whether a person sees it in a browser window, rather than a script that reads it
 */
public record ErrorAudience(boolean person, Language language) {

    /**
     * Returns the audience of one request.
     *
     * @param kind of the route; empty when the address has none
     */
    public static ErrorAudience of(HttpServletRequest request, String path, Optional<ResponseKind> kind) {
        boolean page = kind.map(one -> one != ResponseKind.API && one != ResponseKind.ASSET)
                .orElse(!path.startsWith("/api/"));
        return new ErrorAudience(
                page && isNavigation(request),
                Language.preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }

    /** Returns whether a browser requests a page, to show it in its window. */
    public static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }
}
