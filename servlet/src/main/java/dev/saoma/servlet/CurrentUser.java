package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Says who is signed in. By default that is the Saoma session; an application with a login of its own gives its own
 * answer, and its users can then bind a WeChat without ever having a Saoma session. Called by many threads.
 *
 * <p>From which page a change is asked for is checked before, by {@code Origin} and {@code saoma.allowed-origins}; only a
 * Saoma session's bearer token lifts that, and only where this answers the session's own user. An application whose pages
 * send tokens of its own from another origin lists that origin.
 */
@ExtensionPoint
@FunctionalInterface
public interface CurrentUser {

    /**
     * The user of this request; empty when nobody is signed in, and also while more is asked of the person, such as a second
     * factor: who is answered here may bind a WeChat that opens the account from then on.
     */
    Optional<SignedIn> of(HttpServletRequest request);

    /**
     * Somebody is signed in.
     *
     * @param authenticatedAt when the person last proved who they are; what must not be done in a forgotten session asks
     */
    record SignedIn(UserId user, Instant authenticatedAt) {}
}
