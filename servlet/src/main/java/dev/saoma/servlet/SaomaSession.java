package dev.saoma.servlet;

import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is signed in, for servlets and filters of your own behind a {@link SaomaSessionFilter}. */
public final class SaomaSession {
    private static final String ATTRIBUTE = SaomaSession.class.getName();

    private SaomaSession() {}

    /**
     * The live session of a request; empty when nobody is signed in. Asked at each call, so that a session that has ended
     * meanwhile is gone. It says who asks, not from which page: check {@code Origin} before you change anything.
     *
     * @throws IllegalStateException when the request did not pass a {@link SaomaSessionFilter}
     */
    public static Optional<Session> current(HttpServletRequest request) {
        return lookup(request).session().get();
    }

    /**
     * Takes Saoma's cookies from the browser, after a logout of your own that has ended the session. A bearer token is the
     * application's to forget.
     *
     * @throws IllegalStateException when the request did not pass a {@link SaomaSessionFilter}
     */
    public static void forget(HttpServletRequest request, HttpServletResponse response) {
        Cookies cookies = lookup(request).cookies();
        if (!Authentication.isBearer(request)) {
            cookies.forget(request).forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        }
    }

    static void attach(HttpServletRequest request, Cookies cookies, Supplier<Optional<Session>> session) {
        request.setAttribute(ATTRIBUTE, new Lookup(cookies, session));
    }

    private static Lookup lookup(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Lookup lookup) {
            return lookup;
        }
        throw new IllegalStateException("map a SaomaSessionFilter before what serves this request");
    }

    private record Lookup(Cookies cookies, Supplier<Optional<Session>> session) {}
}
