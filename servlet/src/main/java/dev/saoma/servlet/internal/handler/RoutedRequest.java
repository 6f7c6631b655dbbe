package dev.saoma.servlet.internal.handler;

import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.security.Authentication;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;

/**
 * A request whose route is known.
 *
 * @param parameters the segment of the address for each name of the route's path
 */
public record RoutedRequest(HttpServletRequest request, Map<String, String> parameters, Authentication authentication) {
    private static final String HANDLED = RoutedRequest.class.getName() + ".handled";
    private static final String CLIENT = RoutedRequest.class.getName() + ".client";
    private static final String ATTEMPT = AttemptReference.class.getName();

    /** Returns the segment for a name of the route's path. */
    public String parameter(String name) {
        return Objects.requireNonNull(parameters.get("{" + name + "}"), name);
    }

    /** Sets the attempt that the request is about, for the log. Only the reference of the state is kept. */
    void setAttempt(Token state) {
        request.setAttribute(ATTEMPT, AttemptReference.of(state));
    }

    /** Returns the attempt that a request is about, in the form of the log; empty while it is not known. */
    static String attempt(HttpServletRequest request) {
        return request.getAttribute(ATTEMPT) instanceof AttemptReference known ? " attempt=" + known : "";
    }

    /**
     * Sets the OAuth client that sends the request, for the log.
     *
     * @param id of a registered client, since the log may hold no text that a client chooses
     */
    public void setClient(String id) {
        request.setAttribute(CLIENT, id);
    }

    /** Returns the client of a request, in the form of the log; empty while it is not known. */
    static String client(HttpServletRequest request) {
        return request.getAttribute(CLIENT) instanceof String known ? " client=" + known : "";
    }

    void markHandled() {
        request.setAttribute(HANDLED, true);
    }

    /** Returns whether a handler was called for a request. */
    static boolean isHandled(HttpServletRequest request) {
        return request.getAttribute(HANDLED) != null;
    }

    @Override
    public String toString() {
        return "RoutedRequest" + parameters;
    }
}
