package dev.saoma.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The token of {@code Authorization: Bearer}. */
public final class BearerToken {
    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    /** Returns the token as sent, which may be invalid; an empty text when there are two headers; empty when there is none. */
    public static Optional<String> find(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("Authorization"));
        return values.stream()
                .flatMap(value -> token(value).stream())
                .findFirst()
                .map(token -> values.size() > 1 ? "" : token);
    }

    /** Returns the text after the scheme, which may be an empty text; empty for another scheme. */
    private static Optional<String> token(String value) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String rest = value.substring(SCHEME.length());
        return rest.isEmpty() || rest.startsWith(" ") ? Optional.of(rest.strip()) : Optional.empty();
    }
}
