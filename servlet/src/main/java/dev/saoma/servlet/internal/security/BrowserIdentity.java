package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.RequestErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which browser sends a request: by cookie, or by the header of a page of another site or a native app, which has no cookie
 * of ours. The header, good or bad, rules the cookie out.
 */
public record BrowserIdentity(Cookies cookies) {
    public static final String HEADER = "Saoma-Attempt";

    /** Refusals that say nothing of why a browser does not match, for which a missing cookie is one reason. */
    private static final Set<ErrorCode> BY_BROWSER =
            Set.of(ErrorCode.STATE_INVALID, ErrorCode.LOGIN_CODE_INVALID, ErrorCode.BIND_TICKET_INVALID);

    /** Whether the header came, whatever it holds; a cookie is then neither read nor set. */
    public static boolean isByHeader(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /**
     * Requires the header at most once.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request} when it came twice: one of the two may be planted
     */
    public static void requireSingle(HttpServletRequest request) {
        if (values(request).size() > 1) {
            throw RequestErrors.invalid("The header " + HEADER + " came twice. Send it once.");
        }
    }

    /** The secret that names the browser; empty when none came, or none of the form. */
    public Optional<Token> find(HttpServletRequest request) {
        return isByHeader(request) ? secret(request).map(BrowserIdentity::named) : cookies.browser(request);
    }

    /** Likewise; an unknown browser is as good as a new one: it has begun nothing, and gets the answer for that. */
    public Token orUnknown(HttpServletRequest request) {
        return find(request).orElseGet(Token::random);
    }

    /**
     * The same refusal with a {@code reason}, where the browser said nothing of which one it is. A caller learns by it only
     * what it has sent; all other refusals look alike.
     */
    public Throwable explained(Throwable failure, HttpServletRequest request) {
        return failure instanceof LoginException refusal && BY_BROWSER.contains(refusal.code()) && isUnnamed(request)
                ? withoutCookie(refusal)
                : failure;
    }

    /** Whether nothing came that could name the browser. */
    public boolean isUnnamed(HttpServletRequest request) {
        return !isByHeader(request) && !cookies.hasBrowser(request);
    }

    public static LoginException withoutCookie(LoginException refusal) {
        var details = new LinkedHashMap<>(refusal.details());
        details.put("reason", "no_cookie");
        return new LoginException(
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                "the browser sent no cookie of ours: it keeps none, or another site frames or calls from the page, which"
                        + " then needs binding=\"header\"",
                details);
    }

    /** What named the browser before its session began; empty by header, where the page keeps the secret itself. */
    public Optional<Token> before(HttpServletRequest request) {
        return isByHeader(request) ? Optional.empty() : cookies.browserBefore(request);
    }

    /** What the header says, for whoever begins again and stays the browser that it is. */
    public static Optional<Token> secret(HttpServletRequest request) {
        List<String> values = values(request);
        return values.size() == 1 ? Token.parse(values.get(0)) : Optional.empty();
    }

    /** The browser that a secret in the header names. Another one than the same secret would name as a cookie. */
    public static Token named(Token secret) {
        return secret.derive("saoma-attempt-header");
    }

    private static List<String> values(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER));
    }
}
