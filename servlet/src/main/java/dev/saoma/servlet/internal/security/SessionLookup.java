package dev.saoma.servlet.internal.security;

import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.BearerToken;
import dev.saoma.session.Sessions;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the session of one request, once. A filter attaches it to the request, so that the filter, the application and the
 * servlet share the result. Used by the thread of the request.
 */
public final class SessionLookup {
    private static final String ATTRIBUTE = SessionLookup.class.getName();

    private final Sessions sessions;
    private final Cookies cookies;
    private @Nullable Result last;

    /** The session that a secret opens; empty for none. */
    private record Result(Token secret, Optional<Session> session) {}

    SessionLookup(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Attaches a new one to a request. */
    public static void attach(HttpServletRequest request, Sessions sessions, Cookies cookies) {
        request.setAttribute(ATTRIBUTE, new SessionLookup(sessions, cookies));
    }

    /** The one that is attached to a request; empty when no filter did. */
    public static Optional<SessionLookup> attached(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SessionLookup lookup ? Optional.of(lookup) : Optional.empty();
    }

    /** The attached one if it is of these sessions, which another app in the same container does not share; else a new one. */
    static SessionLookup of(HttpServletRequest request, Sessions sessions, Cookies cookies) {
        return attached(request)
                .filter(lookup -> lookup.sessions == sessions)
                .orElseGet(() -> new SessionLookup(sessions, cookies));
    }

    /** The secret of a request: its bearer token, valid or not, else its cookie. It may open no session. */
    static Optional<Token> secret(HttpServletRequest request, Cookies cookies) {
        Optional<String> bearer = BearerToken.find(request);
        return bearer.isPresent() ? bearer.flatMap(Token::parse) : cookies.session(request);
    }

    /** The live session of a request. */
    public Optional<Session> find(HttpServletRequest request) {
        return secret(request, cookies).flatMap(this::find);
    }

    /** The live session of a secret. Only another secret than the last one, which a filter in between may set, is looked up. */
    Optional<Session> find(Token secret) {
        Result known = last;
        if (known == null || !known.secret().equals(secret)) {
            known = new Result(secret, sessions.check(secret));
            last = known;
        }
        return known.session();
    }

    /** The cookies to remove from the browser after the session of a request was ended; later look-ups find none. */
    public List<String> forget(HttpServletRequest request) {
        last = last == null ? null : new Result(last.secret(), Optional.empty());
        return BearerToken.isPresent(request) ? List.of() : cookies.forget(request);
    }
}
