package dev.saoma.servlet.internal.security;

import dev.saoma.error.LoginException;
import jakarta.servlet.http.HttpServletRequest;

/** Authenticates administrators. Called by many threads. */
@FunctionalInterface
public interface Administrators {

    /**
     * Returns the administrator who sends a request.
     *
     * @throws LoginException {@code session_required} when it is none, {@code rate_limited} after too many failures,
     *     {@code forbidden} when the page that sent the request may not
     */
    Administrator require(HttpServletRequest request);
}
