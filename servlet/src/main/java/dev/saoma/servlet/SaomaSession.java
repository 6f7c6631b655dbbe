package dev.saoma.servlet;

import dev.saoma.servlet.internal.security.SessionLookup;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Returns the session of a request to servlets and filters of an application, which must be behind a
 * {@link SaomaSessionFilter}.
 *
 * <pre>{@code
 * public final class Hello extends HttpServlet {
 *     @Override
 *     protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
 *         Optional<Session> session = SaomaSession.current(request);
 *         if (session.isEmpty()) {
 *             response.sendRedirect("/login?returnTo=/hello");
 *             return;
 *         }
 *         response.getWriter().println("Hello, " + session.get().user().value());
 *     }
 * }
 * }</pre>
 */
public final class SaomaSession {
    private SaomaSession() {}

    /**
     * Returns the live session of a request; empty when no user is signed in. It is looked up once for each request, so later
     * calls return the same session even if it ends meanwhile, unless {@link #forget} is called.
     *
     * <p>The session identifies the user and not the page that sent the request: check {@code Origin} before a change.
     *
     * @throws IllegalStateException when the request did not pass a {@link SaomaSessionFilter}
     */
    public static Optional<Session> current(HttpServletRequest request) {
        return lookup(request).find(request);
    }

    /**
     * Removes Saoma's cookies from the browser. Call it after the application has ended the session by itself. A bearer token
     * is not stored by Saoma, so its client has to discard it.
     *
     * @throws IllegalStateException when the request did not pass a {@link SaomaSessionFilter}
     */
    public static void forget(HttpServletRequest request, HttpServletResponse response) {
        lookup(request).forget(request).forEach(cookie -> response.addHeader("Set-Cookie", cookie));
    }

    private static SessionLookup lookup(HttpServletRequest request) {
        return SessionLookup.attached(request)
                .orElseThrow(
                        () -> new IllegalStateException("map a SaomaSessionFilter before what serves this request"));
    }
}
