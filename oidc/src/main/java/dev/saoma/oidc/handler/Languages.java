package dev.saoma.oidc.handler;

import dev.saoma.servlet.internal.http.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/** The language of a page. */
final class Languages {
    private Languages() {}

    /** Returns the language that the client asks for, else the one that the browser prefers. */
    static Language of(HttpServletRequest request, Optional<Language> requested) {
        return requested.orElseGet(() -> Language.preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }
}
