package dev.saoma.servlet.internal.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** Recognises the navigation of a whole window, the only request that may open a session without a script. */
public final class TopLevelNavigation {
    /** Headers of browsers that request a page which nobody has asked for yet. */
    private static final List<String> PREFETCH = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private TopLevelNavigation() {}

    /**
     * Returns whether a request can be such a navigation. Browsers before 2023 do not say what a request is for; their requests
     * for frames and subresources of other sites have no cookie.
     */
    public static boolean is(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && says(request, "Sec-Fetch-Dest", "document")
                && says(request, "Sec-Fetch-Mode", "navigate")
                && ApplicationCors.origins(request).isEmpty()
                && PREFETCH.stream().allMatch(header -> request.getHeader(header) == null);
    }

    /** Returns whether the header is absent or has this value. */
    private static boolean says(HttpServletRequest request, String header, String value) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.isEmpty() || values.equals(List.of(value));
    }
}
