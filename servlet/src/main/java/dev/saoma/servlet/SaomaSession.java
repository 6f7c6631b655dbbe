package dev.saoma.servlet;

import dev.saoma.session.Session;
import jakarta.servlet.http.HttpServletRequest;
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
        if (request.getAttribute(ATTRIBUTE) instanceof Lookup lookup) {
            return lookup.session().get();
        }
        throw new IllegalStateException("map a SaomaSessionFilter before what serves this request");
    }

    static void attach(HttpServletRequest request, Supplier<Optional<Session>> session) {
        request.setAttribute(ATTRIBUTE, new Lookup(session));
    }

    private record Lookup(Supplier<Optional<Session>> session) {}
}
