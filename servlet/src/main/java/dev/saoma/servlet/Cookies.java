package dev.saoma.servlet;

import dev.saoma.secret.Token;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two cookies. {@code attempt} names the browser for an hour; {@code session} holds a session's secret and is forgotten
 * when the browser is closed, because the server alone decides how long a session lives.
 */
final class Cookies {
    private final String attempt;
    private final String session;
    private final String flags;

    Cookies(WebSettings settings) {
        // Browsers keep no Secure cookie, and so no __Host- one, that came over plain http.
        String prefix = settings.isHttps() ? "__Host-" : "";
        this.attempt = prefix + "saoma-attempt";
        this.session = prefix + "saoma-session";
        this.flags = "; Path=/" + (settings.isHttps() ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }

    /** @throws dev.saoma.error.LoginException {@code invalid_request} when one of ours came twice: one may be planted */
    void requireSingle(HttpServletRequest request) {
        if (values(request, attempt).size() > 1 || values(request, session).size() > 1) {
            throw Members.invalid("A cookie of Saoma's came twice. Remove this site's cookies and log in again.");
        }
    }

    Optional<Token> browser(HttpServletRequest request) {
        return single(request, attempt);
    }

    /** Whether the cookie that names the browser came, whatever it holds. */
    boolean hasBrowser(HttpServletRequest request) {
        return !values(request, attempt).isEmpty();
    }

    Optional<Token> session(HttpServletRequest request) {
        return single(request, session);
    }

    /** The value of a {@code Set-Cookie} header; so are the others. */
    String rememberBrowser(Token browser) {
        return attempt + "=" + browser.reveal() + "; Max-Age=3600" + flags;
    }

    String rememberSession(Token secret) {
        return session + "=" + secret.reveal() + flags;
    }

    String forgetSession() {
        return session + "=; Max-Age=0" + flags;
    }

    private static Optional<Token> single(HttpServletRequest request, String name) {
        List<String> values = values(request, name);
        return values.size() == 1 ? Token.parse(values.get(0)) : Optional.empty();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
    }
}
