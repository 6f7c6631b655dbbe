package dev.saoma.servlet.internal.security;

import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.RequestErrors;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two cookies. {@code attempt} identifies the browser for an hour and changes with every new session and every logout.
 * {@code session} holds a session's secret; browsers delete it when they are closed, and only the server limits how long a
 * session lasts. Their names end with {@link WebSettings#cookieSuffix}. Thread-safe.
 */
public final class Cookies {
    private static final char BEFORE = '.';
    private static final int LENGTH = 64;

    private final String attempt;
    private final String session;
    private final String plainSession;
    private final String flags;

    public Cookies(WebSettings settings) {
        // Browsers reject Secure cookies over plain http, and so those with the prefix __Host-.
        String prefix = settings.isHttps() ? "__Host-" : "";
        this.attempt = prefix + "saoma-attempt" + settings.cookieSuffix();
        this.plainSession = prefix + "saoma-session";
        this.session = plainSession + settings.cookieSuffix();
        this.flags = "; Path=/" + (settings.isHttps() ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }

    /**
     * Requires each cookie at most once.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request} when there are two: an attacker may have added one
     */
    public void requireSingle(HttpServletRequest request) {
        if (!areSingle(request)) {
            throw RequestErrors.invalid("A cookie of Saoma's came twice. Remove this site's cookies and log in again.");
        }
    }

    /** Returns whether each cookie comes at most once. */
    public boolean areSingle(HttpServletRequest request) {
        return values(request, attempt).size() <= 1 && values(request, session).size() <= 1;
    }

    Optional<Token> browser(HttpServletRequest request) {
        return single(request, attempt)
                .flatMap(value -> Token.parse(isRenewed(value) ? value.substring(0, LENGTH) : value));
    }

    /** Returns whether the request has the cookie that identifies the browser, valid or not. */
    boolean hasBrowser(HttpServletRequest request) {
        return !values(request, attempt).isEmpty();
    }

    /** Returns the identity before the session was opened, which is valid only for bind tickets that were issued to it. */
    Optional<Token> browserBefore(HttpServletRequest request) {
        return single(request, attempt)
                .filter(Cookies::isRenewed)
                .flatMap(value -> Token.parse(value.substring(LENGTH + 1)));
    }

    private static boolean isRenewed(String value) {
        return value.length() > LENGTH && value.charAt(LENGTH) == BEFORE;
    }

    /** Also reads the name without suffix, from earlier versions; there, another installation's secret matches no session. */
    Optional<Token> session(HttpServletRequest request) {
        return single(request, session).or(() -> single(request, plainSession)).flatMap(Token::parse);
    }

    /** Returns the value of a {@code Set-Cookie} header, as the methods below do. */
    public String rememberBrowser(Token browser) {
        return attempt + "=" + browser.reveal() + "; Max-Age=3600" + flags;
    }

    /** Replaces the identity of a browser that has one, so that a holder of the old one cannot use later attempts. */
    Optional<String> renewBrowser(HttpServletRequest request) {
        return browser(request).map(before -> rememberBrowser(Token.random()));
    }

    /** Replaces the identity when a session is opened; keeps the old one in the cookie, for bind tickets issued before. */
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

    /** Returns the values after a logout: they delete the session and replace the identity of the browser. */
    public List<String> forget(HttpServletRequest request) {
        return renewBrowser(request)
                .map(renewed -> List.of(forgetSession(), renewed))
                .orElseGet(() -> List.of(forgetSession()));
    }

    /** Returns the value of a cookie; empty when there is none, or more than one of this name. */
    public static Optional<String> single(HttpServletRequest request, String name) {
        List<String> values = values(request, name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        var values = new ArrayList<String>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                values.add(cookie.getValue());
            }
        }
        return values;
    }
}
