package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Identifies the browser that sends a request, by a cookie, or by a header that pages of other sites and native apps send,
 * because they have no cookie. If there is a header, valid or not, the cookie is not read.
 */
public record BrowserIdentity(Cookies cookies) {
    public static final String HEADER = "Saoma-Attempt";

    /** Errors that a missing cookie may cause. */
    private static final Set<ErrorCode> BY_BROWSER =
            Set.of(ErrorCode.STATE_INVALID, ErrorCode.LOGIN_CODE_INVALID, ErrorCode.BIND_TICKET_INVALID);

    /** Returns whether there is a header, valid or not; the cookie is then neither read nor set. */
    public static boolean isByHeader(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /**
     * Requires the header at most once.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request} when there are two: an attacker may have added one
     */
    public static void requireSingle(HttpServletRequest request) {
        if (values(request).size() > 1) {
            throw RequestErrors.invalid("The header " + HEADER + " came twice. Send it once.");
        }
    }

    /** Returns the secret that identifies the browser; empty when it is missing or invalid. */
    public Optional<Token> find(HttpServletRequest request) {
        return isByHeader(request) ? secret(request).map(BrowserIdentity::ofSecret) : cookies.browser(request);
    }

    /** Returns a fresh random identity for an unknown browser, so every attempt look-up fails. */
    public Token orUnknown(HttpServletRequest request) {
        return find(request).orElseGet(Token::random);
    }

    /**
     * Adds a {@code reason} to an error if the request did not identify its browser. The reason reveals only what the client
     * sent; apart from it, an error is the same for every cause.
     */
    public Throwable withReason(Throwable failure, HttpServletRequest request) {
        return failure instanceof LoginException refusal && BY_BROWSER.contains(refusal.code()) && isUnnamed(request)
                ? withNoCookieReason(refusal)
                : failure;
    }

    /** Returns whether the request has neither the header nor the cookie. */
    public boolean isUnnamed(HttpServletRequest request) {
        return !isByHeader(request) && !cookies.hasBrowser(request);
    }

    public static LoginException withNoCookieReason(LoginException refusal) {
        var details = new LinkedHashMap<>(refusal.details());
        details.put("reason", "no_cookie");
        return new LoginException(
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                "the browser sent no cookie of ours: it keeps none, or another site frames or calls from the page, which"
                        + " then needs binding=\"header\"",
                details);
    }

    /** Returns the identity before the session was opened; empty with the header, whose secret does not change. */
    public Optional<Token> beforeSession(HttpServletRequest request) {
        return isByHeader(request) ? Optional.empty() : cookies.browserBefore(request);
    }

    /** Returns the cookies after a login that opened a session: they renew the identity and hold the session's secret. */
    public List<String> cookiesOfSession(HttpServletRequest request, Token secret) {
        String session = cookies.rememberSession(secret);
        return cookies.renewBrowserForSession(request)
                .map(renewed -> List.of(renewed, session))
                .orElseGet(() -> List.of(session));
    }

    /**
     * Returns the cookies after a login that opened no Saoma session: they renew the identity and delete the cookie of the
     * session that ended. A browser or a session that a header names has no cookie to change.
     */
    public List<String> cookiesAfterLogin(HttpServletRequest request) {
        if (isByHeader(request)) {
            return List.of();
        }
        boolean ended =
                !SessionToken.isPresent(request) && cookies.session(request).isPresent();
        return Stream.concat(
                        cookies.renewBrowserForSession(request).stream(),
                        ended ? Stream.of(cookies.forgetSession()) : Stream.of())
                .toList();
    }

    /** Returns the secret in the header, which a further attempt of the same browser uses again. */
    public static Optional<Token> secret(HttpServletRequest request) {
        List<String> values = values(request);
        return values.size() == 1 ? Token.parse(values.get(0)) : Optional.empty();
    }

    /** Returns the identity for a secret in the header; it differs from the identity for the same secret in a cookie. */
    public static Token ofSecret(Token secret) {
        return secret.derive("saoma-attempt-header");
    }

    private static List<String> values(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER));
    }
}
