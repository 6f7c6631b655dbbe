package dev.saoma.server.administrator;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.BearerToken;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.servlet.internal.security.Administrator;
import dev.saoma.servlet.internal.security.Administrators;
import dev.saoma.servlet.internal.security.OriginRules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * Authenticates administrators by the key as a bearer token, or by the console's cookie. With a bearer token the cookie is not
 * read. With the cookie, only the server's own pages may call: an allowed origin may not, for reading either. Thread-safe.
 */
public final class ConsoleAuthentication implements Administrators {
    private final Optional<AdminKey> key;
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final OriginRules origins;
    private final String address;
    private final Clock clock;

    /** @param key empty when none is set; no bearer token is accepted then */
    public ConsoleAuthentication(Optional<AdminKey> key, ConsoleSessions sessions, WebSettings settings, Clock clock) {
        this.key = key;
        this.sessions = sessions;
        this.cookie = new ConsoleCookie("saoma-console", settings);
        this.origins = new OriginRules(settings);
        this.address = settings.address();
        this.clock = clock;
    }

    @Override
    public Administrator require(HttpServletRequest request) {
        if (BearerToken.find(request).isPresent()) {
            return key.orElseThrow(ConsoleAuthentication::signedOut).require(request);
        }
        requireOwnPage(request);
        return find(request)
                .map(session -> new Administrator(session.actor(), session.role(), isRecent(session)))
                .orElseThrow(ConsoleAuthentication::signedOut);
    }

    /** Returns the console's session of a request; empty when there is none. */
    public Optional<ConsoleSession> find(HttpServletRequest request) {
        return cookie.find(request).flatMap(sessions::find);
    }

    /**
     * Returns an identity of the browser that only this session of the console has; of the key, for a request with a bearer
     * token. Empty for a request with neither.
     */
    public static Optional<Token> browserOf(HttpServletRequest request, Optional<ConsoleAuthentication> console) {
        Optional<String> bearer = BearerToken.find(request);
        return bearer.isPresent()
                ? bearer.flatMap(key -> Token.parse(TokenHash.of(key).value())).map(ConsoleAuthentication::browser)
                : console.flatMap(known -> known.cookie.find(request)).map(ConsoleAuthentication::browser);
    }

    private static Token browser(Token secret) {
        return secret.derive("saoma-console-browser");
    }

    /** Returns whether the administrator has scanned in the last five minutes, or sent the key in this session. */
    boolean isRecent(ConsoleSession session) {
        return session.user().isEmpty()
                || clock.instant().isBefore(session.authenticatedAt().plus(ConsoleSessions.RECENT));
    }

    /**
     * Requires the key, as a person typed it into the console.
     *
     * @throws LoginException {@code session_required}, {@code rate_limited}
     */
    public void requireKey(String typed, HttpServletRequest request) {
        AdminKey known = key.orElseThrow(() -> new LoginException(
                ErrorCode.SESSION_REQUIRED, "This server has no administrator's key; saoma.admin-key sets one."));
        try {
            known.require(Optional.of(typed), request);
        } catch (LoginException e) {
            if (e.code() == ErrorCode.SESSION_REQUIRED) {
                sessions.refusedKey();
            }
            throw e;
        }
    }

    /**
     * Requires that one of the server's own pages sent the request, or no page.
     *
     * @throws LoginException {@code forbidden}
     */
    public void requireOwnPage(HttpServletRequest request) {
        if (!origins.isOwn(request)) {
            throw new LoginException(
                    ErrorCode.FORBIDDEN,
                    "Only the console's own pages may do this. Open it at " + address + "/console.");
        }
    }

    /** Returns the {@code Set-Cookie} header of an opened session. */
    public String remember(Token secret) {
        return cookie.remember(secret);
    }

    /** Ends the session of a request, and returns the {@code Set-Cookie} header that removes its cookie. */
    public String end(HttpServletRequest request) {
        cookie.find(request).ifPresent(sessions::end);
        return cookie.forget();
    }

    private static LoginException signedOut() {
        return new LoginException(
                ErrorCode.SESSION_REQUIRED,
                "This needs the administrator's key as Authorization: Bearer, or a session of the console.");
    }
}
