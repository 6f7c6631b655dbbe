package dev.saoma.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The token of a Saoma session that a client sends itself: in the header {@code Saoma-Session}, or as
 * {@code Authorization: Bearer}. With the former, the latter is the application's.
 */
public final class SessionToken {
    public static final String HEADER = "Saoma-Session";

    private SessionToken() {}

    /** Returns the token as sent, which may be invalid; an empty text when there are two; empty when there is none. */
    public static Optional<String> find(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return BearerToken.find(request);
        }
        return Optional.of(values.size() > 1 ? "" : values.get(0).strip());
    }

    /** Returns whether the request has a token, valid or not. Cookies are then not read. */
    public static boolean isPresent(HttpServletRequest request) {
        return find(request).isPresent();
    }
}
