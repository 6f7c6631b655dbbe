package dev.saoma.servlet;

import dev.saoma.secret.Token;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which browser sends a request: by cookie, or by the header of a page of another site or a native app, which has no cookie
 * of ours. The header, good or bad, rules the cookie out.
 */
record Browsers(Cookies cookies) {
    static final String HEADER = "Saoma-Attempt";

    /** Whether the header came, whatever it holds; a cookie is then neither read nor set. */
    static boolean isByHeader(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /** @throws dev.saoma.error.LoginException {@code invalid_request} when the header came twice: one may be planted */
    static void requireSingle(HttpServletRequest request) {
        if (values(request).size() > 1) {
            throw Members.invalid("The header " + HEADER + " came twice. Send it once.");
        }
    }

    /** The secret that names the browser; empty when none came, or none of the form. */
    Optional<Token> find(HttpServletRequest request) {
        return isByHeader(request) ? secret(request).map(Browsers::named) : cookies.browser(request);
    }

    /** Likewise; an unknown browser is as good as a new one: it has begun nothing, and gets the answer for that. */
    Token orUnknown(HttpServletRequest request) {
        return find(request).orElseGet(Token::random);
    }

    /** What the header says, for whoever begins again and stays the browser that it is. */
    static Optional<Token> secret(HttpServletRequest request) {
        List<String> values = values(request);
        return values.size() == 1 ? Token.parse(values.get(0)) : Optional.empty();
    }

    /** The browser that a secret in the header names. Another one than the same secret would name as a cookie. */
    static Token named(Token secret) {
        return secret.derive("saoma-attempt-header");
    }

    private static List<String> values(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER));
    }
}
