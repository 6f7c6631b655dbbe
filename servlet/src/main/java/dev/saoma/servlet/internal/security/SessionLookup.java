package dev.saoma.servlet.internal.security;

import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.SessionToken;
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

    /** A secret and its session; empty for none. */
    private record Result(Token secret, Optional<Session> session) {}

    SessionLookup(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Attaches a new look-up to a request. */
    public static void attach(HttpServletRequest request, Sessions sessions, Cookies cookies) {
        request.setAttribute(ATTRIBUTE, new SessionLookup(sessions, cookies));
    }

    /** Returns the look-up that is attached to a request; empty when no filter attached one. */
    public static Optional<SessionLookup> attached(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SessionLookup lookup ? Optional.of(lookup) : Optional.empty();
    }

    /** Returns the attached look-up, or a new one if that belongs to another app in the same container. */
    static SessionLookup of(HttpServletRequest request, Sessions sessions, Cookies cookies) {
        return attached(request)
                .filter(lookup -> lookup.sessions == sessions)
                .orElseGet(() -> new SessionLookup(sessions, cookies));
    }

    /** Returns the secret of a request: its {@link SessionToken}, valid or not, else its cookie. There may be no session of it. */
    static Optional<Token> secret(HttpServletRequest request, Cookies cookies) {
        Optional<String> bearer = SessionToken.find(request);
        return bearer.isPresent() ? bearer.flatMap(Token::parse) : cookies.session(request);
    }

    /** Returns the live session of a request; empty when there is none. */
    public Optional<Session> find(HttpServletRequest request) {
        return secret(request, cookies).flatMap(this::find);
    }

    /** Returns the live session of a secret. Looks it up only if the secret has changed, as a filter in between may do. */
    Optional<Session> find(Token secret) {
        Result known = last;
        if (known == null || !known.secret().equals(secret)) {
            known = new Result(secret, sessions.check(secret));
            last = known;
        }
        return known.session();
    }

    /** Forgets the session of a request after it was ended, and returns the cookies that remove it from the browser. */
    public List<String> forget(HttpServletRequest request) {
        last = last == null ? null : new Result(last.secret(), Optional.empty());
        return SessionToken.isPresent(request) ? List.of() : cookies.forget(request);
    }
}
