package dev.saoma.servlet.internal.security;

import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.RequestErrors;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two cookies. {@code attempt} names the browser for an hour, anew with every session and every logout; {@code session}
 * holds a session's secret and is forgotten when the browser is closed, because the server alone decides how long a session
 * lives. Their names end with {@link WebSettings#cookieSuffix}.
 */
public final class Cookies {
    private static final char BEFORE = '.';
    private static final int LENGTH = 64;

    private final String attempt;
    private final String session;
    private final String plainSession;
    private final String flags;

    public Cookies(WebSettings settings) {
        // Browsers keep no Secure cookie, and so no __Host- one, that came over plain http.
        String prefix = settings.isHttps() ? "__Host-" : "";
        this.attempt = prefix + "saoma-attempt" + settings.cookieSuffix();
        this.plainSession = prefix + "saoma-session";
        this.session = plainSession + settings.cookieSuffix();
        this.flags = "; Path=/" + (settings.isHttps() ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }

    /**
     * Requires each cookie at most once.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request} when one came twice: one of the two may be planted
     */
    public void requireSingle(HttpServletRequest request) {
        if (values(request, attempt).size() > 1 || values(request, session).size() > 1) {
            throw RequestErrors.invalid("A cookie of Saoma's came twice. Remove this site's cookies and log in again.");
        }
    }

    Optional<Token> browser(HttpServletRequest request) {
        return single(request, attempt)
                .flatMap(value -> Token.parse(isRenewed(value) ? value.substring(0, LENGTH) : value));
    }

    /** Whether the cookie that names the browser came, whatever it holds. */
    boolean hasBrowser(HttpServletRequest request) {
        return !values(request, attempt).isEmpty();
    }

    /** What named the browser before its session began; good for the bind tickets that it was given then, and nothing else. */
    Optional<Token> browserBefore(HttpServletRequest request) {
        return single(request, attempt)
                .filter(Cookies::isRenewed)
                .flatMap(value -> Token.parse(value.substring(LENGTH + 1)));
    }

    private static boolean isRenewed(String value) {
        return value.length() > LENGTH && value.charAt(LENGTH) == BEFORE;
    }

    /** Sessions that began before the names had an ending go on; what another installation keeps there opens nothing here. */
    Optional<Token> session(HttpServletRequest request) {
        return single(request, session).or(() -> single(request, plainSession)).flatMap(Token::parse);
    }

    /** The value of a {@code Set-Cookie} header; so are the others. */
    public String rememberBrowser(Token browser) {
        return attempt + "=" + browser.reveal() + "; Max-Age=3600" + flags;
    }

    /** A new name for a browser that has one, so that who knew the one before can do nothing with what begins from now on. */
    Optional<String> renewBrowser(HttpServletRequest request) {
        return browser(request).map(before -> rememberBrowser(Token.random()));
    }

    /** Renames the browser where a session begins; bind tickets from before the session may still be used in it. */
    public Optional<String> renewBrowserForSession(HttpServletRequest request) {
        return browser(request)
                .map(before ->
                        attempt + "=" + Token.random().reveal() + BEFORE + before.reveal() + "; Max-Age=3600" + flags);
    }

    public String rememberSession(Token secret) {
        return session + "=" + secret.reveal() + flags;
    }

    String forgetSession() {
        return session + "=; Max-Age=0" + flags;
    }

    /** After a logout: no session, and a new name for the browser. */
    public List<String> forget(HttpServletRequest request) {
        return renewBrowser(request)
                .map(renewed -> List.of(forgetSession(), renewed))
                .orElseGet(() -> List.of(forgetSession()));
    }

    private static Optional<String> single(HttpServletRequest request, String name) {
        List<String> values = values(request, name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
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
